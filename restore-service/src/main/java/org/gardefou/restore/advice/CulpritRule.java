package org.gardefou.restore.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gardefou.restore.advice.Advice.Basis;
import org.gardefou.restore.advice.Advice.Culprit;
import org.gardefou.restore.advice.Advice.Standing;
import org.gardefou.restore.advice.Facts.Change;
import org.gardefou.restore.advice.Facts.Difference;
import org.gardefou.restore.advice.StandingRule.Judged;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.Breakage;
import org.gardefou.restore.restorepoint.PointDifference.Group;
import org.jspecify.annotations.Nullable;

/** What may have broken a site: what the diagnosis names, what the files show, what was changed in that time. Pure. */
final class CulpritRule {

    /** Whom a person can still look into. */
    private static final int MOST = 5;

    /** How far back a change is looked for where no good point and no healthy look bounds the time. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final Breakage breakage;
    private final Facts facts;

    /** The last good point; null when there is none. */
    private final @Nullable Instant good;

    private final List<Difference> window;

    /** @param judged all points */
    CulpritRule(Breakage breakage, Facts facts, List<Judged> judged) {
        this.breakage = breakage;
        this.facts = facts;
        this.good = judged.stream()
                .filter(one -> one.standing() == Standing.GOOD)
                .map(one -> one.point().takenAt())
                .filter(taken -> taken.isBefore(breakage.certainFrom()))
                .max(Comparator.naturalOrder())
                .orElse(null);
        this.window = window();
    }

    /** The differences from the last good point to the first one behind the first sign. */
    private List<Difference> window() {
        if (good == null) return List.of();
        List<Difference> found = new ArrayList<>();
        for (Difference one : facts.differences()) {
            if (one.sinceTakenAt().isBefore(good)) continue;
            if (!one.sinceTakenAt().isBefore(breakage.certainFrom())) break;
            found.add(one);
        }
        return List.copyOf(found);
    }

    /** The most suspect first. */
    List<Culprit> culprits() {
        List<Change> named =
                new ArrayList<>(facts.change(breakage.change()).stream().toList());
        Instant from = earliest();
        facts.changes().stream()
                .filter(one ->
                        !one.happenedAt().isBefore(from) && !one.happenedAt().isAfter(breakage.certainFrom()))
                .filter(one -> named.stream().noneMatch(known -> known.id().equals(one.id())))
                .sorted(Comparator.comparing(Change::happenedAt).reversed())
                .forEach(named::add);
        Map<String, Group> programs = programs();
        List<Culprit> all = new ArrayList<>();
        for (Change change : named) {
            Optional<Group> shown = programs.values().stream()
                    .filter(group -> Programs.isOf(group, change))
                    .findFirst();
            shown.ifPresent(group -> programs.remove(key(group)));
            boolean diagnosed = change.id().equals(breakage.change());
            // The same extension changed twice: it is suspected once.
            if (!diagnosed && all.stream().anyMatch(one -> one.name().equals(change.called()))) continue;
            all.add(of(change, diagnosed, shown.orElse(null)));
        }
        programs.values().forEach(group -> all.add(of(group)));
        return all.stream()
                .sorted(Comparator.comparing((Culprit one) -> one.basis().getFirst())
                        .thenComparing(one -> -one.basis().size())
                        .thenComparing(one -> -one.files()))
                .limit(MOST)
                .toList();
    }

    private Instant earliest() {
        Instant healthy = breakage.lastHealthy();
        if (healthy != null && (good == null || healthy.isAfter(good))) return healthy;
        return good == null ? breakage.certainFrom().minus(BEFORE) : good;
    }

    /** What runs and differs, added up over the points between. */
    private Map<String, Group> programs() {
        Map<String, Group> sums = new LinkedHashMap<>();
        for (Difference one : window) {
            for (Group group : one.programs()) sums.merge(key(group), group, CulpritRule::plus);
        }
        return sums;
    }

    private static String key(Group group) {
        return group.kind() + ":" + (group.path() == null ? group.name() : group.path());
    }

    private static Group plus(Group one, Group other) {
        return new Group(
                one.kind(),
                one.name(),
                one.path(),
                one.added() + other.added(),
                one.removed() + other.removed(),
                one.changed() + other.changed());
    }

    private Culprit of(Change change, boolean diagnosed, @Nullable Group shown) {
        List<Basis> basis = new ArrayList<>();
        if (diagnosed) basis.add(Basis.DIAGNOSIS);
        if (shown != null) basis.add(Basis.DIFFERENCE);
        if (!diagnosed) basis.add(Basis.TIMELINE);
        String kind = shown == null ? change.kind() : shown.kind();
        String name = shown == null ? change.called() : shown.name();
        Text what = Programs.called(kind, name);
        Text when = diagnosed
                ? new Text(
                                " : le diagnostic rattache la panne à sa modification, faite le %s",
                                ": the diagnosis ties the breakage to its change, made at %s")
                        .with(Reasons.time(change.happenedAt()))
                : new Text(
                                " : modification faite le %s, avant le premier signe de la panne",
                                ": changed at %s, before the first sign of the breakage")
                        .with(Reasons.time(change.happenedAt()));
        return new Culprit(
                kind,
                name,
                shown == null ? null : shown.path(),
                change.id(),
                shown == null ? 0 : shown.files(),
                List.copyOf(basis),
                joined(what, when, shown == null ? unseen() : seen(shown)));
    }

    private Culprit of(Group group) {
        return new Culprit(
                group.kind(),
                group.name(),
                group.path(),
                null,
                group.files(),
                List.of(Basis.DIFFERENCE),
                joined(Programs.called(group.kind(), group.name()), new Text("", ""), seen(group)));
    }

    private Text seen(Group group) {
        Difference last = window.getLast();
        return new Text(
                        " ; %d fichier(s) y diffèrent entre le point du %s et celui du %s, et le site est tombé en panne après.",
                        "; %d file(s) there differ between the point of %s and the one of %s, and the site broke after.")
                .with(group.files(), Reasons.time(window.getFirst().sinceTakenAt()), Reasons.time(last.takenAt()));
    }

    /** Said only where there was something to see. */
    private Text unseen() {
        return window.isEmpty()
                ? new Text(".", ".")
                : new Text(
                        " ; les fichiers des points ne la montrent pas.",
                        "; the files of the restore points do not show it.");
    }

    private static Text joined(Text... parts) {
        StringBuilder fr = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (Text part : parts) {
            fr.append(part.fr());
            en.append(part.en());
        }
        return new Text(fr.toString(), en.toString());
    }
}
