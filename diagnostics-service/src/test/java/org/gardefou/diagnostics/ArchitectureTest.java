package org.gardefou.diagnostics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gardefou.diagnostics");

    @Test
    void featuresDependInOneDirection() {
        slices().matching("org.gardefou.diagnostics.(*)..")
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
    void theRulesThatDecideKnowNoDatabaseNoBusAndNoClock() {
        pure("Attributor", "jakarta..", "java.sql..", "io.quarkus..", "org.gardefou.kit..", "java.time.Clock")
                .check(SERVICE);
        pure("Judgement", "jakarta..", "java.sql..", "io.quarkus..", "org.gardefou.kit..", "java.time.Clock")
                .check(SERVICE);
        pure("PhpTokens", "jakarta..", "java.sql..", "io.quarkus..", "org.gardefou.kit..", "java.nio..")
                .check(SERVICE);
    }

    /** Quarkus leaves an operation out, with a line in the log only, when its method is not public. */
    @Test
    void operationsArePublic() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .should()
                .bePublic()
                .check(SERVICE);
    }

    /** Log lines are written by attackers, too: only patterns of linear time may read them. */
    @Test
    void signaturesAreMatchedInLinearTime() {
        noClasses()
                .that()
                .resideInAPackage("..signature..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .check(SERVICE);
    }

    @Test
    void aRuleThatIsBrokenFails() {
        assertThatThrownBy(() -> pure("Attributor", "java.time..").check(SERVICE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Attributor");
    }

    private static ArchRule pure(String name, String... packages) {
        return noClasses()
                .that()
                .haveSimpleName(name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
