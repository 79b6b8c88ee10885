package org.gardefou.backup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gardefou.backup");

    @Test
    void featuresDependInOneDirection() {
        slices().matching("org.gardefou.backup.(*)..").should().beFreeOfCycles().check(OURS);
    }

    /** In the order in which they may use one another; those that are not there yet have their place. */
    private static final List<String> ROOMS = List.of(
            "language",
            "source",
            "destination",
            "gate",
            "repository",
            "seat",
            "policy",
            "selection",
            "restorepoint",
            "panel",
            "content",
            "run",
            "schedule",
            "export",
            "verification",
            "watch",
            "usage",
            "maintenance",
            "operator");

    @Test
    void featuresDependDownwardsOnly() {
        for (int room = 0; room < ROOMS.size() - 1; room++) {
            noClasses()
                    .that()
                    .resideInAPackage("org.gardefou.backup." + ROOMS.get(room) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOMS.stream()
                            .skip(room + 1L)
                            .map(above -> "org.gardefou.backup." + above + "..")
                            .toArray(String[]::new))
                    .allowEmptyShould(true)
                    .check(OURS);
        }
    }

    @Test
    void packagesAreNamedByTheDomain() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..", "..dto..", "..model..", "..util..", "..impl..", "..helper..", "..manager..")
                .check(OURS);
    }

    @Test
    void resourcesOnlyTranslate() {
        resourcesStayAwayFrom("org.gardefou.access..", "org.gardefou.kit.outbox..", "java.sql..")
                .check(OURS);
    }

    @Test
    void rulesThatDecideKnowNoDatabaseAndNoBus() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Rule")
                .or()
                .haveSimpleName("DueTimes")
                .or()
                .haveSimpleName("Failures")
                .or()
                .haveSimpleName("NameFacts")
                .or()
                .haveSimpleName("ProofRule")
                .or()
                .haveSimpleName("EvidenceRule")
                .or()
                .haveSimpleName("BootRule")
                .or()
                .haveSimpleName("DataRotation")
                .or()
                .haveSimpleName("ReconcileRule")
                .or()
                .haveSimpleName("QuietHours")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "java.sql..", "org.gardefou.kit..")
                .check(OURS);
    }

    @Test
    void aRuleThatIsBrokenFails() {
        assertThat(resourcesStayAwayFrom("org.gardefou.kit.problem..")
                        .evaluate(OURS)
                        .hasViolation())
                .isTrue();
    }

    private static ArchRule resourcesStayAwayFrom(String... packages) {
        return noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
