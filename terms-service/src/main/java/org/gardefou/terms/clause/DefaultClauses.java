package org.gardefou.terms.clause;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/**
 * The clauses that come with the product, for a hoster to start from. They are loaded when somebody asks, not at start: what
 * the hoster tells its customers is the hoster's decision.
 */
@ApplicationScoped
class DefaultClauses {

    private static final String FILE = "/clauses/defaults.json";

    private final Clauses clauses;
    private final ObjectMapper json;
    private final Clock clock;

    DefaultClauses(Clauses clauses, ObjectMapper json, Clock clock) {
        this.clauses = clauses;
        this.json = json;
        this.clock = clock;
    }

    /** The clauses of the file that comes with the product. */
    static List<ClauseText> read(ObjectMapper json) {
        try (InputStream file = DefaultClauses.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return json.readValue(file, new TypeReference<List<ClauseText>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds what is not there yet in the same words, and answers all of them: asked again, it adds nothing. */
    List<Clause> load() {
        return read(json).stream()
                .map(words -> clauses.written(words).orElseGet(() -> clauses.add(words, clock.instant())))
                .toList();
    }
}
