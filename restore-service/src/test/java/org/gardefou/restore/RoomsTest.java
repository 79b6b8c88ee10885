package org.gardefou.restore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gardefou.restore");

    @Test
    void featuresDependInOneDirection() {
        slices().matching("org.gardefou.restore.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
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
        ArchRule rule = noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.gardefou.restore.exchange..",
                        "org.gardefou.restore.preparation..",
                        "org.gardefou.access..",
                        "org.gardefou.restic..");
        rule.check(OURS);
        assertThat(OURS.stream().filter(one -> one.getSimpleName().endsWith("Resource")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theRulesBite() {
        ArchRule wrong = classes().that().haveSimpleName("RestoreJob").should().resideInAPackage("..advice..");
        assertThat(wrong.evaluate(OURS).hasViolation()).isTrue();
    }
}
