package org.gardefou.terms.risknotice;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The changes that one notice tells of.
 *
 * @param shown the first of them by the time at which they happened, {@value #MOST} at most
 * @param topics what is to be said, each once, however many changes there are
 * @param count of all
 */
record Gathered(List<Member> shown, List<Topic> topics, int count) {

    /** What a person reads of a list in a warning; the number of all is said beside it. */
    static final int MOST = 20;

    /** One change. */
    record Member(
            UUID change,
            @Schema(examples = "site.plugin-updated") String type,
            @Schema(examples = "shop-turbo") String object,
            Risk level,
            Instant happenedAt) {}

    /** Words that are said, and the riskiest type of change that they are said of. */
    record Topic(String words, String type, Risk level) {}

    static Gathered of(Member member, String words) {
        return new Gathered(List.of(member), List.of(new Topic(words, member.type, member.level)), 1);
    }

    /** With one change more, in its place by time. */
    Gathered with(Member member, String words) {
        List<Member> all = Stream.concat(shown.stream(), Stream.of(member))
                .sorted(Comparator.comparing(Member::happenedAt).thenComparing(Member::change))
                .limit(MOST)
                .toList();
        return new Gathered(all, topicsWith(new Topic(words, member.type, member.level)), count + 1);
    }

    private List<Topic> topicsWith(Topic topic) {
        boolean there =
                topics.stream().anyMatch(one -> one.words.equals(topic.words) && one.level.compareTo(topic.level) >= 0);
        if (there) return topics;
        return Stream.concat(topics.stream().filter(one -> !one.words.equals(topic.words)), Stream.of(topic))
                // Stable: of topics with the same level the one that came first stays first.
                .sorted(Comparator.comparing(Topic::level).reversed())
                .toList();
    }

    /** How much the riskiest of them can break. */
    Risk level() {
        return lead().level;
    }

    /** The riskiest of them: the clause, the help and the beginning of what is said are of its kind. */
    Topic lead() {
        return topics.getFirst();
    }

    Kind kind() {
        return Kind.of(lead().type);
    }
}
