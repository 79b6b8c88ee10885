package org.gardefou.terms.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What coming, going and changing effects of a clause do to the customer. Pure; the table is {@code changes/effects.json}.
 *
 * @param burdensome the traits that weigh on the customer; all others protect them
 * @param quantities what the words of a language name as a quantity
 */
record EffectTable(List<Row> kinds, Set<Effect.Trait> burdensome, Quantities quantities) {

    /**
     * What an effect of a kind does.
     *
     * @param traits only with one of these; null: with any, the rows before it excepted
     * @param burden whether it weighs on the customer: then it is worse the wider it reaches
     */
    record Row(
            Effect.Kind kind,
            @Nullable Set<Effect.Trait> traits,
            boolean burden,
            ChangeClass added,
            ChangeClass removed,
            Text name) {

        boolean isOf(Effect effect) {
            return kind == effect.kind() && (traits == null || traits.stream().anyMatch(effect.traits()::contains));
        }
    }

    /** How a quantity is written. */
    record Quantities(Pattern fr, Pattern en) {

        /** Whether two texts name other quantities. */
        boolean differ(Text before, Text after) {
            return !in(fr, before.fr()).equals(in(fr, after.fr()))
                    || !in(en, before.en()).equals(in(en, after.en()));
        }

        private static List<String> in(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .map(found -> Wordings.folded(found.group()))
                    .sorted()
                    .toList();
        }
    }

    static EffectTable read(ObjectMapper json) {
        return Tables.read(json, "effects.json", EffectTable.class);
    }

    /** What differs between the effects of a topic before and after; nothing when they are the same. */
    List<Why> differences(List<Effect> before, List<Effect> after) {
        List<Effect> gone = new ArrayList<>(before);
        List<Effect> come = new ArrayList<>();
        after.forEach(effect -> {
            if (!gone.remove(effect)) come.add(effect);
        });
        List<Why> why = new ArrayList<>();
        Map<Effect.Kind, List<Effect>> went = byKind(gone);
        Map<Effect.Kind, List<Effect>> came = byKind(come);
        for (Effect.Kind kind : Effect.Kind.values())
            of(went.getOrDefault(kind, List.of()), came.getOrDefault(kind, List.of()))
                    .forEach(why::add);
        return why;
    }

    private Stream<Why> of(List<Effect> gone, List<Effect> come) {
        // Of one that went and one that came of the same sort it is clear which became which. Of several it is not, and
        // then each counts.
        if (gone.size() == 1 && come.size() == 1) {
            Row row = row(gone.getFirst());
            if (row.equals(row(come.getFirst()))) return Stream.of(changed(row, gone.getFirst(), come.getFirst()));
        }
        return Stream.concat(gone.stream().map(this::removed), come.stream().map(this::added));
    }

    private Why added(Effect effect) {
        Row row = row(effect);
        return new Why(
                effect.kind().name(), row.added, new Text("Ajout : " + row.name.fr(), "Added: " + row.name.en()));
    }

    private Why removed(Effect effect) {
        Row row = row(effect);
        return new Why(
                effect.kind().name(),
                row.removed,
                new Text("Suppression : " + row.name.fr(), "Removed: " + row.name.en()));
    }

    private Why changed(Row row, Effect before, Effect after) {
        List<ChangeClass> found = new ArrayList<>();
        for (Effect.Trait trait : minus(after.traits(), before.traits()))
            found.add(better(!burdensome.contains(trait)));
        for (Effect.Trait trait : minus(before.traits(), after.traits())) found.add(better(burdensome.contains(trait)));
        reach(row, before.causes(), after.causes(), found);
        reach(row, named(before.losses()), named(after.losses()), found);
        if (before.cap() != null
                && after.cap() != null
                && before.cap().months() != after.cap().months())
            found.add(better(row.burden == after.cap().months() > before.cap().months()));
        else if ((before.cap() == null) != (after.cap() == null)) found.add(ChangeClass.ADVERSE);
        // The words of a button bind nobody by themselves.
        if (!Objects.equals(before.button(), after.button())) found.add(ChangeClass.EDITORIAL);
        return new Why(
                row.kind.name(),
                ChangeClass.strictest(found.stream()),
                new Text("Modification : " + row.name.fr(), "Changed: " + row.name.en()));
    }

    /** A burden is worse the wider it reaches, anything else the narrower; one that no longer says how far it reaches may reach anywhere. */
    private static <E> void reach(Row row, Set<E> before, Set<E> after, List<ChangeClass> found) {
        if (before.equals(after)) return;
        if (!minus(after, before).isEmpty()) found.add(better(!row.burden));
        if (!minus(before, after).isEmpty()) found.add(better(row.burden && !after.isEmpty()));
    }

    /** None named: all. */
    private static Set<Effect.Loss> named(Set<Effect.Loss> losses) {
        return losses.isEmpty() ? Set.of(Effect.Loss.values()) : losses;
    }

    private static ChangeClass better(boolean better) {
        return better ? ChangeClass.FAVOURABLE : ChangeClass.ADVERSE;
    }

    private static <E> Set<E> minus(Set<E> all, Set<E> without) {
        Set<E> rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private static Map<Effect.Kind, List<Effect>> byKind(List<Effect> effects) {
        Map<Effect.Kind, List<Effect>> sorted = new EnumMap<>(Effect.Kind.class);
        effects.forEach(effect ->
                sorted.computeIfAbsent(effect.kind(), kind -> new ArrayList<>()).add(effect));
        return sorted;
    }

    private Row row(Effect effect) {
        return kinds.stream()
                .filter(row -> row.isOf(effect))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The table says nothing of " + effect.kind()));
    }
}
