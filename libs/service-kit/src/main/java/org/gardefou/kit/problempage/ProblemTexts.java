package org.gardefou.kit.problempage;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts that all services have in common ({@code problems/common.json}), and those of this one ({@code problems/own.json}). */
@ApplicationScoped
class ProblemTexts {

    private final ObjectMapper json;
    private volatile @Nullable Map<String, ProblemText> read;

    ProblemTexts(ObjectMapper json) {
        this.json = json;
    }

    Optional<ProblemText> of(String slug) {
        return Optional.ofNullable(all().get(slug));
    }

    Collection<ProblemText> list() {
        return all().values();
    }

    /** Read when a page is first asked for: a start should not wait for it. */
    private Map<String, ProblemText> all() {
        Map<String, ProblemText> known = read;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (String file : List.of("problems/common.json", "problems/own.json")) {
                for (ProblemText text : texts(file)) known.put(text.slug(), text);
            }
            read = known;
        }
        return known;
    }

    private List<ProblemText> texts(String file) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return in == null ? List.of() : List.of(json.readValue(in, ProblemText[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
