package org.gardefou.terms.clause;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;

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

    record Entry(String code, Name title, Text text) {}

    /** The entries of the file that comes with the product. */
    static List<Entry> read(ObjectMapper json) {
        try (InputStream file = DefaultClauses.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return json.readValue(file, new TypeReference<List<Entry>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds what is not there yet in the same words, and answers all of them: asked again, it adds nothing. */
    List<Clause> load() {
        List<Clause> loaded = new ArrayList<>();
        for (Entry entry : read(json)) {
            List<Clause> editions = clauses.editions(entry.code, null);
            loaded.add(editions.stream()
                    .filter(clause ->
                            clause.title().equals(entry.title) && clause.text().equals(entry.text))
                    .findFirst()
                    .orElseGet(() -> add(entry)));
        }
        return loaded;
    }

    private Clause add(Entry entry) {
        Clause clause = new Clause(
                Ids.next(),
                entry.code,
                null,
                clauses.nextEdition(entry.code, null),
                entry.title,
                entry.text,
                clock.instant());
        clauses.persist(clause);
        return clause;
    }
}
