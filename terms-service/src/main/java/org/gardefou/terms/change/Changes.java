package org.gardefou.terms.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** Judges what a version changes: the class of each difference by its metadata, and what the law asks for it. Pure. */
public final class Changes {

    private final Classification classification;
    private final NoticeTable notices;

    public Changes(ObjectMapper json) {
        this.classification = new Classification(json);
        this.notices = NoticeTable.read(json);
    }

    /** Makes the one of this service. */
    static final class Producer {

        @Produces
        @Singleton
        static Changes changes(ObjectMapper json) {
            return new Changes(json);
        }
    }

    /** Something that staff declared and that does not hold. */
    public static final class Contradicted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String topic;

        Contradicted(String topic, String message) {
            super(message);
            this.topic = topic;
        }

        /** Of which topic it was declared. */
        public String topic() {
            return topic;
        }
    }

    /** What the rules are. */
    public NoticeTable rules() {
        return notices;
    }

    /**
     * What a version changes for who agreed to the one before.
     *
     * @param declared what staff says of topics, by topic: no less than the metadata shows
     * @param plea what is to shorten the notice; null: nothing
     * @throws Contradicted when something declared does not hold
     */
    public Verdict judge(
            Audience readers,
            UUID previous,
            Agreed before,
            Agreed after,
            Map<String, TopicChange.Declaration> declared,
            Verdict.@Nullable Plea plea) {
        List<TopicChange> found = classification.of(before, after);
        for (String topic : declared.keySet())
            if (found.stream().noneMatch(change -> change.topic().equals(topic)))
                throw new Contradicted(topic, "%s does not change.".formatted(topic));
        List<Effect> agreed = before.effects();
        List<Verdict.Judged> judged = new ArrayList<>();
        for (TopicChange change : found)
            judged.add(judge(readers, declared(change, declared.get(change.topic())), agreed, plea));
        if (plea != null) requireUse(plea, judged);
        return Verdict.of(previous, plea, judged);
    }

    private static TopicChange declared(TopicChange change, TopicChange.@Nullable Declaration by) {
        if (by == null) return change;
        if (!by.changeClass().isAtLeast(change.changeClass()))
            throw new Contradicted(
                    change.topic(),
                    "%s is %s by what it declares and promises, and cannot be declared %s."
                            .formatted(change.topic(), change.changeClass(), by.changeClass()));
        return change.declared(by);
    }

    private Verdict.Judged judge(
            Audience readers, TopicChange change, List<Effect> agreed, Verdict.@Nullable Plea plea) {
        NoticeRule rule = notices.rule(readers, change.changeClass(), agreed);
        GroundRule ground = plea == null ? null : notices.ground(plea.ground());
        boolean shortened = ground != null && ground.covers(change);
        return new Verdict.Judged(
                change,
                rule.id(),
                shortened && ground != null ? ground.notice() : rule.notice(),
                rule.consent(),
                rule.exitDays(),
                shortened && ground != null ? and(rule.source(), ground.source()) : rule.source(),
                rule.says());
    }

    private void requireUse(Verdict.Plea plea, List<Verdict.Judged> judged) {
        GroundRule ground = notices.ground(plea.ground());
        if (judged.stream().noneMatch(one -> ground.covers(one.change())))
            throw new Contradicted("", "The ground %s covers none of what changes.".formatted(plea.ground()));
    }

    private static Text and(Text one, Text other) {
        return new Text(one.fr() + " ; " + other.fr(), one.en() + "; " + other.en());
    }
}
