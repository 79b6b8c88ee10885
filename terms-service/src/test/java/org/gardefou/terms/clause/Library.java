package org.gardefou.terms.clause;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.plan.Level;

/** The clauses that come with the product, without a database. */
public final class Library {

    static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());

    private Library() {}

    static List<ClauseText> all() {
        return DefaultClauses.read(JSON);
    }

    /** Those for these readers and such a plan, in the order of the topics. */
    public static List<Clause> of(Audience readers, Level level) {
        return all().stream()
                .map(words -> new Clause(Ids.next(), words, 1, Instant.EPOCH))
                .filter(clause -> clause.speaksTo(readers) && clause.fits(level))
                .collect(Collectors.toMap(
                        Clause::code,
                        clause -> clause,
                        (one, other) -> {
                            throw new IllegalStateException(
                                    "Two clauses for %s, %s, %s".formatted(one.code(), readers, level));
                        },
                        TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    /** The same clause, saying and doing something else. */
    public static Clause changed(Clause clause, String fr, String en, List<Effect> effects) {
        ClauseText words = new ClauseText(
                clause.code(),
                clause.audience(),
                clause.levels(),
                clause.title(),
                new org.gardefou.terms.language.Text(fr, en),
                effects);
        return new Clause(Ids.next(), words, 2, Instant.EPOCH);
    }
}
