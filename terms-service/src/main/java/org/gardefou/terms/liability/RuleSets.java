package org.gardefou.terms.liability;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.responsibility.Matrix;

/** The rule set that assessments are made by: the one that comes with the product, or the operator's own. */
final class RuleSets {

    private static final String SHIPPED = "/liability/rules.json";

    private RuleSets() {}

    /** Which rules. */
    @ConfigMapping(prefix = "gardefou.liability")
    interface Config {
        /** A file with the operator's own rule set; left out: the one that comes with the product. */
        Optional<Path> rules();
    }

    @Produces
    @Singleton
    static Assessor assessor(ObjectMapper json, Matrix matrix, Config config) {
        return new Assessor(
                config.rules().map(file -> own(file, json, matrix)).orElseGet(() -> shipped(json, matrix)), matrix);
    }

    static RuleSet shipped(ObjectMapper json, Matrix matrix) {
        try (InputStream file = RuleSets.class.getResourceAsStream(SHIPPED)) {
            if (file == null) throw new IllegalStateException(SHIPPED + " is missing from the build");
            return RuleSet.of(json.readValue(file, RuleFile.class), json, activities(matrix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service that would judge by other rules than its operator wrote must not start. */
    private static RuleSet own(Path file, ObjectMapper json, Matrix matrix) {
        try (InputStream content = Files.newInputStream(file)) {
            return RuleSet.of(json.readValue(content, RuleFile.class), json, activities(matrix));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The rule set of gardefou.liability.rules cannot be read: " + e.getMessage(), e);
        } catch (RuleProblems e) {
            throw new IllegalStateException("The rule set " + file + " cannot be used:\n" + e.getMessage(), e);
        }
    }

    static Set<String> activities(Matrix matrix) {
        return matrix.on(Level.STANDARD).stream()
                .map(Matrix.Assignment::activity)
                .collect(Collectors.toUnmodifiableSet());
    }
}
