package org.gardefou.support.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rules that count, worked out: the hoster's own, or those that come with the product. */
@ApplicationScoped
public class RuleBook {

    /** The version of the rules that come with the product. */
    static final String SHIPPED = "2026-11";

    private final KeptRuleSets kept;
    private final Clock clock;
    private final CoverageTable shipped;
    private final Map<String, CoverageTable> own = new ConcurrentHashMap<>();

    RuleBook(KeptRuleSets kept, ObjectMapper json, Clock clock) {
        this.kept = kept;
        this.clock = clock;
        this.shipped = CoverageTable.of(shipped(json));
    }

    /** The rules that come with the product, as data. */
    public static CoverageRuleSet shipped(ObjectMapper json) {
        String file = "/coverage/" + SHIPPED + ".json";
        try (InputStream content = RuleBook.class.getResourceAsStream(file)) {
            if (content == null) throw new IllegalStateException(file + " is missing from the build");
            return json.readValue(content, CoverageRuleSet.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules that count now. What counts once never changes, so that each is worked out once. */
    CoverageTable now() {
        Optional<String> version = kept.versionAt(clock.instant());
        return version.map(known -> own.computeIfAbsent(
                        known, wanted -> CoverageTable.of(kept.findById(wanted).content())))
                .orElse(shipped);
    }
}
