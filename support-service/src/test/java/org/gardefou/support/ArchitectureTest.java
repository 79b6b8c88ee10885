package org.gardefou.support;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.gardefou.support.quote.QuoteRequest;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gardefou.support");

    @Test
    void featuresDependInOneDirection() {
        slices().matching("org.gardefou.support.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
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
        resourcesStayAwayFrom(
                        "org.gardefou.kit.outbox..", "org.gardefou.kit.inbox..", "java.sql..", "jakarta.persistence..")
                .check(SERVICE);
    }

    /** The framework leaves out, with no more than a warning, an operation that is not public. */
    @Test
    void operationsArePublic() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(SERVICE);
    }

    @Test
    void rulesThatDecideKnowNoDatabaseNoBusAndNoClock() {
        noClasses()
                .that()
                .haveSimpleName("CoverageTable")
                .or()
                .haveSimpleName("CaseOptions")
                .or()
                .haveSimpleName("CaseStatus")
                .or()
                .haveSimpleName("SlaClocks")
                .or()
                .haveSimpleName("OpenHours")
                .or()
                .haveSimpleName("Guards")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "jakarta..", "io.quarkus..", "org.gardefou.kit..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(SERVICE);
    }

    @Test
    void whoOffersAPriceKnowsNothingOfCases() {
        noClasses()
                .that()
                .resideInAPackage("org.gardefou.support.quote..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gardefou.support.supportcase..", "org.gardefou.support.coverage..")
                .check(SERVICE);
    }

    @Test
    void aBrokenRuleIsFound() {
        // The resource of cases does use quotes: a rule against it must bite.
        assertThatThrownBy(() -> resourcesStayAwayFrom(QuoteRequest.class.getPackageName() + "..")
                        .check(SERVICE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("CaseResource");
    }

    private static ArchRule resourcesStayAwayFrom(String... packages) {
        return classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage(packages)));
    }
}
