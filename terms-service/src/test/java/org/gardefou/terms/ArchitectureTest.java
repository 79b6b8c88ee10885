package org.gardefou.terms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gardefou.terms");

    @Test
    void featuresDependInOneDirection() {
        slices().matching("org.gardefou.terms.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void packagesAreNamedByTheDomain() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..", "..dto..", "..model..", "..util..", "..impl..", "..helper..", "..manager..")
                .check(SERVICE);
    }

    @Test
    void resourcesOnlyTranslate() {
        resourcesStayAwayFrom("org.gardefou.kit.outbox..", "java.sql..", "jakarta.persistence..")
                .check(SERVICE);
    }

    @Test
    void rulesThatDecideKnowNoDatabaseAndNoBus() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Assessor")
                .or()
                .haveSimpleNameStartingWith("Composer")
                .or()
                .haveSimpleNameStartingWith("Placeholders")
                .or()
                .haveSimpleNameStartingWith("Promises")
                .or()
                .haveSimpleNameStartingWith("Outlook")
                .or()
                .haveNameMatching(
                        "org\\.gardefou\\.terms\\.conformance\\.(Conformance|History|Outages|Credit|\\w+Rule)")
                .or()
                .resideInAPackage("org.gardefou.terms.change")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "jakarta.persistence..",
                        "jakarta.transaction..",
                        "org.gardefou.kit.outbox..",
                        "org.gardefou.kit.inbox..")
                .check(SERVICE);
    }

    @Test
    void aRuleThatIsBrokenFails() {
        assertThatThrownBy(() ->
                        resourcesStayAwayFrom("org.gardefou.kit.problem..").check(SERVICE))
                .isInstanceOf(AssertionError.class);
    }

    private static ArchRule resourcesStayAwayFrom(String... packages) {
        return classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(packages)));
    }
}
