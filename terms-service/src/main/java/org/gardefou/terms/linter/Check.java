package org.gardefou.terms.linter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/** How a rule is checked; each answers the topics at fault, or {@link #WHOLE} for something that no clause says. Pure. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Check.Forbids.class, name = "forbids"),
    @JsonSubTypes.Type(value = Check.Requires.class, name = "requires"),
    @JsonSubTypes.Type(value = Check.RequiresTopics.class, name = "requires-topics"),
    @JsonSubTypes.Type(value = Check.Declared.class, name = "declared"),
    @JsonSubTypes.Type(value = Check.Readable.class, name = "readable"),
    @JsonSubTypes.Type(value = Check.OrderButton.class, name = "order-button")
})
public sealed interface Check {

    /** In the place of a topic: the version as a whole. */
    String WHOLE = "";

    /** The topics at fault. */
    Stream<String> faults(Subject subject);

    /**
     * An effect that must not be: one of these kinds, about one of the causes and losses (where named), that bears a trait of {@code has} (where
     * named), lacks one of {@code lacks} (where named), and bears none of {@code unless}.
     *
     * @param backupIncluded only for plans that do, or do not, include backups
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Forbids(
            Set<Effect.Kind> kinds,
            Set<String> topics,
            Set<Effect.Cause> causes,
            Set<Effect.Loss> losses,
            Set<Effect.Trait> has,
            Set<Effect.Trait> lacks,
            Set<Effect.Trait> unless,
            @Nullable Boolean backupIncluded)
            implements Check {

        public Forbids {
            topics = orNone(topics);
            causes = orNone(causes);
            losses = orNone(losses);
            has = orNone(has);
            lacks = orNone(lacks);
            unless = orNone(unless);
        }

        @Override
        public Stream<String> faults(Subject subject) {
            if (backupIncluded != null && backupIncluded != subject.backupIncluded()) return Stream.empty();
            return subject.clauses().stream()
                    .filter(clause -> topics.isEmpty() || topics.contains(clause.code()))
                    .filter(clause -> clause.effects().stream().anyMatch(this::matches))
                    .map(Clause::code);
        }

        private boolean matches(Effect effect) {
            return kinds.contains(effect.kind())
                    && (causes.isEmpty() || meets(causes, effect.causes()))
                    && (losses.isEmpty() || effect.losses().isEmpty() || meets(losses, effect.losses()))
                    && (has.isEmpty() || meets(has, effect.traits()))
                    && (lacks.isEmpty() || !effect.traits().containsAll(lacks))
                    && !meets(unless, effect.traits());
        }

        private static <T> boolean meets(Set<T> wanted, Set<T> there) {
            return wanted.stream().anyMatch(there::contains);
        }
    }

    /** An effect that some clause must have, with all these traits. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Requires(Effect.Kind kind, Set<Effect.Trait> has) implements Check {

        public Requires {
            has = orNone(has);
        }

        @Override
        public Stream<String> faults(Subject subject) {
            boolean there = subject.clauses().stream()
                    .flatMap(clause -> clause.effects().stream())
                    .anyMatch(effect -> effect.kind() == kind && effect.traits().containsAll(has));
            return there ? Stream.empty() : Stream.of(WHOLE);
        }
    }

    /** Topics that the terms of a plan must have. */
    record RequiresTopics(Map<Level, Set<String>> topics) implements Check {

        @Override
        public Stream<String> faults(Subject subject) {
            Set<String> there = subject.codes();
            return topics.getOrDefault(subject.level(), Set.of()).stream()
                    .filter(code -> !there.contains(code))
                    .sorted();
        }
    }

    /**
     * Words that say something which the clause does not declare. They only point at a declaration that may be wrong, and never decide by
     * themselves.
     */
    record Declared(List<Pattern> fr, List<Pattern> en, Set<Effect.Kind> kinds) implements Check {

        @Override
        public Stream<String> faults(Subject subject) {
            return subject.clauses().stream()
                    .filter(clause -> says(clause.text()))
                    .filter(clause -> clause.effects().stream().noneMatch(effect -> kinds.contains(effect.kind())))
                    .map(Clause::code);
        }

        private boolean says(Text text) {
            return fr.stream().anyMatch(words -> words.matcher(text.fr()).find())
                    || en.stream().anyMatch(words -> words.matcher(text.en()).find());
        }
    }

    /** Sentences that are short enough to be understood: the mean of a clause, in words. */
    record Readable(int words) implements Check {

        private static final Pattern SENTENCE_END = Pattern.compile("[.!?;:](\\s+|$)");
        private static final Pattern SPACE = Pattern.compile("\\s+");

        @Override
        public Stream<String> faults(Subject subject) {
            return subject.clauses().stream()
                    .filter(clause -> Stream.of(Language.values())
                            .anyMatch(language -> mean(clause.text().in(language)) > words))
                    .map(Clause::code);
        }

        private static double mean(String text) {
            return SENTENCE_END
                    .splitAsStream(text.strip())
                    .mapToInt(sentence -> SPACE.split(sentence.strip()).length)
                    .average()
                    .orElse(0);
        }
    }

    /**
     * A button that orders for money says one of these, in each language; how it is written (capitals, apostrophes, a full stop) does not matter.
     * What stands beside it does not count.
     */
    record OrderButton(Set<String> fr, Set<String> en) implements Check {

        private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");

        public OrderButton {
            fr = fr.stream().map(OrderButton::folded).collect(Collectors.toUnmodifiableSet());
            en = en.stream().map(OrderButton::folded).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Stream<String> faults(Subject subject) {
            return subject.clauses().stream()
                    .filter(clause -> clause.effects().stream()
                            .map(Effect::button)
                            .filter(Objects::nonNull)
                            .anyMatch(button -> !allows(button)))
                    .map(Clause::code);
        }

        private boolean allows(Name button) {
            return allows(Language.FR, button.fr()) && allows(Language.EN, button.en());
        }

        boolean allows(Language shown, String words) {
            return (shown == Language.FR ? fr : en).contains(folded(words));
        }

        private static String folded(String words) {
            return MARKS.matcher(words).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        }
    }

    private static <T> Set<T> orNone(@Nullable Set<T> given) {
        return given == null ? Set.of() : given;
    }
}
