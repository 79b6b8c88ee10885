package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How risky each kind of change is, from the file that comes with the product: a level for each type of event, and rules that raise or lower it by
 * the details of the change. Of the rules for a type the first that fits decides. A change of the file is a change of what customers are told.
 */
final class Risks {

    private static final String FILE = "/risknotice/risks.json";

    private final Map<String, Usual> kinds;
    private final List<Rule> rules;

    /**
     * What holds for a type of event where no rule fits.
     *
     * @param family changes of one family by one actor are told of together
     * @param words the key of what is said, in {@code wording.json}
     * @param why the reason for the level, for who reads the file
     */
    record Usual(String family, Risk level, String words, String why) {}

    /** A fact of the change and the values that it may have. */
    record Condition(String fact, List<String> in) {}

    /** Another level, and other words, for changes of a type that fulfil all conditions. */
    record Rule(String id, String type, List<Condition> when, Risk level, String words, String why) {

        boolean fits(Kind kind, Details details) {
            return type.equals(kind.type())
                    && when.stream().allMatch(condition -> details.fact(condition.fact)
                            .filter(condition.in::contains)
                            .isPresent());
        }
    }

    /** The level of a change, and which words it is told with. */
    record Judged(Risk level, String words) {}

    private record File(Map<String, Usual> kinds, List<Rule> rules) {}

    private Risks(Map<String, Usual> kinds, List<Rule> rules) {
        this.kinds = Map.copyOf(kinds);
        this.rules = List.copyOf(rules);
        Arrays.stream(Kind.values()).forEach(this::usual);
        rules.forEach(rule -> Kind.of(rule.type));
    }

    static Risks read(ObjectMapper json) {
        try (InputStream file = Risks.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            File read = json.readValue(file, File.class);
            return new Risks(read.kinds, read.rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Judged judge(Kind kind, Details details) {
        return rules.stream()
                .filter(rule -> rule.fits(kind, details))
                .findFirst()
                .map(rule -> new Judged(rule.level, rule.words))
                .orElseGet(() -> new Judged(usual(kind).level, usual(kind).words));
    }

    String family(Kind kind) {
        return usual(kind).family;
    }

    Usual usual(Kind kind) {
        Usual usual = kinds.get(kind.type());
        if (usual == null) throw new IllegalStateException(FILE + " says nothing of " + kind.type());
        return usual;
    }

    List<Rule> rules() {
        return rules;
    }

    /** Gives the table to whoever asks for it. */
    @ApplicationScoped
    static class Provider {

        @Produces
        @jakarta.inject.Singleton
        Risks risks(ObjectMapper json) {
            return read(json);
        }
    }
}
