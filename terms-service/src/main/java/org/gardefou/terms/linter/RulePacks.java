package org.gardefou.terms.linter;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule packs that come with the product, one for each jurisdiction. */
final class RulePacks {

    private static final List<String> PACKS = List.of("fr", "eu", "de");

    private RulePacks() {}

    /** Whose law applies. */
    @ConfigMapping(prefix = "gardefou.linter")
    interface Config {
        /** The jurisdictions of the hoster's customers. */
        @WithDefault("FR,EU")
        Set<String> jurisdictions();

        /** What the hoster does besides hosting; most do nothing of the kind. */
        Optional<Set<Rule.Activity>> activities();
    }

    /** A linter with all packs, for the jurisdictions of this hoster. */
    @Produces
    @Singleton
    static Linter linter(ObjectMapper json, Config config) {
        return new Linter(
                read(json),
                new Rule.Reach(config.jurisdictions(), config.activities().orElse(Set.of())));
    }

    static List<Rule> read(ObjectMapper json) {
        List<Rule> all = new ArrayList<>();
        for (String pack : PACKS) all.addAll(read(json, "/rules/" + pack + ".json"));
        Set<String> ids = all.stream().map(Rule::id).collect(Collectors.toSet());
        if (ids.size() < all.size()) throw new IllegalStateException("Two rules of the packs have the same id");
        return all;
    }

    private static List<Rule> read(ObjectMapper json, String file) {
        try (InputStream pack = RulePacks.class.getResourceAsStream(file)) {
            if (pack == null) throw new IllegalStateException(file + " is missing from the build");
            return json.readValue(pack, new TypeReference<List<Rule>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
