package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * What changes for a customer from one version to another: topic by topic, in the words that each says, and what the plan promises. Pure.
 *
 * @param clauses the topics that differ, in the order of the later version, those that are gone at the end
 * @param promises before and after; null where they are the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "VersionDifferences")
record Comparison(
        UUID from, UUID to, List<Topic> clauses, @Nullable Pledges promises) {

    /** How a topic differs. */
    enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** What a topic says, in both languages. */
    @Schema(name = "ClauseWords")
    record Words(Name title, Text text) {}

    /** A topic that differs; what is not there has no words. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ClauseDifference")
    record Topic(
            @Schema(examples = "C11") String code,
            Kind kind,
            @Nullable Words before,
            @Nullable Words after) {}

    /** What the plan promises. */
    @Schema(name = "PromiseDifference")
    record Pledges(Promises before, Promises after) {}

    static Comparison of(Publication.Content before, Publication.Content after) {
        Map<String, Words> old = words(before);
        Map<String, Words> fresh = words(after);
        List<Topic> topics = new ArrayList<>();
        fresh.forEach((code, words) -> {
            Words was = old.get(code);
            if (was == null) topics.add(new Topic(code, Kind.ADDED, null, words));
            else if (!was.equals(words)) topics.add(new Topic(code, Kind.CHANGED, was, words));
        });
        old.forEach((code, words) -> {
            if (!fresh.containsKey(code)) topics.add(new Topic(code, Kind.REMOVED, words, null));
        });
        Promises promised = before.plan().promises();
        Promises promises = after.plan().promises();
        return new Comparison(
                before.version(),
                after.version(),
                topics,
                promised.equals(promises) ? null : new Pledges(promised, promises));
    }

    private static Map<String, Words> words(Publication.Content content) {
        return content.clauses().stream()
                .collect(Collectors.toMap(
                        Publication.Published::code,
                        (Function<Publication.Published, Words>) clause -> new Words(clause.title(), clause.text()),
                        (one, other) -> other,
                        LinkedHashMap::new));
    }
}
