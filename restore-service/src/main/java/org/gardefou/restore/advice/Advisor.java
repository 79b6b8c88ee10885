package org.gardefou.restore.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.restore.advice.Advice.Standing;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.Breakage;
import org.jspecify.annotations.Nullable;

/** Ranks the restore points of a site. Pure: everything it decides by is given. */
final class Advisor {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Advisor() {}

    /** A restore point as far as the ranking needs it. */
    record Candidate(UUID id, Instant takenAt, long files, long bytes) {}

    /** A change of the site. */
    record Change(UUID id, String type, @Nullable String name, Instant happenedAt) {}

    /**
     * What is known.
     *
     * @param concerning the breakage that a case is about; null for the one that lasts, if any
     * @param lastHealthy when the site was last seen well; null when never
     * @param measured how long earlier restores of this site took; empty when there was none
     */
    record Facts(
            List<Candidate> points,
            List<Breakage> breakages,
            @Nullable Breakage concerning,
            @Nullable Instant lastHealthy,
            List<Change> changes,
            List<Duration> measured,
            Instant now) {}

    static Advice advise(UUID site, Facts facts) {
        Breakage breakage = facts.concerning() != null
                ? facts.concerning()
                : Breakage.present(facts.breakages()).orElse(null);
        List<Ranked> ranked = facts.points().stream()
                .map(point -> new Ranked(point, standing(point, breakage, facts)))
                .sorted(Comparator.comparing(Ranked::standing)
                        .thenComparing(one -> one.point().takenAt(), Comparator.reverseOrder())
                        .thenComparing(one -> one.point().id()))
                .toList();
        if (ranked.isEmpty()) {
            return new Advice(site, summaryOfNothing(), null, List.of());
        }
        List<Advice.Option> options = new ArrayList<>();
        for (Ranked one : ranked) {
            boolean first = options.isEmpty() && advisable(one, breakage);
            options.add(option(one, options.size() + 1, first, breakage, facts));
        }
        UUID best = options.getFirst().recommended() ? options.getFirst().restorePoint() : null;
        return new Advice(
                site, summary(best != null, ranked.getFirst().standing(), breakage, facts), best, List.copyOf(options));
    }

    /** What has the change in it that broke the site would most likely bring the breakage back: it can be taken, but is not advised. */
    private static boolean advisable(Ranked one, @Nullable Breakage breakage) {
        return switch (one.standing()) {
            case GOOD -> true;
            case UNCERTAIN -> breakage == null || breakage.changedAt() == null;
            case BROKEN -> false;
        };
    }

    private record Ranked(Candidate point, Standing standing) {}

    private static Standing standing(Candidate point, @Nullable Breakage breakage, Facts facts) {
        if (facts.breakages().stream().anyMatch(one -> one.contains(point.takenAt()))) return Standing.BROKEN;
        if (facts.breakages().stream().anyMatch(one -> one.mayContain(point.takenAt()))) return Standing.UNCERTAIN;
        if (breakage == null) {
            return Standing.GOOD;
        }
        if (breakage.changedAt() != null) {
            return point.takenAt().isBefore(breakage.changedAt()) ? Standing.GOOD : Standing.UNCERTAIN;
        }
        Instant healthy = breakage.lastHealthy();
        return healthy == null || !point.takenAt().isAfter(healthy) ? Standing.GOOD : Standing.UNCERTAIN;
    }

    private static Advice.Option option(
            Ranked one, int rank, boolean recommended, @Nullable Breakage breakage, Facts facts) {
        Candidate point = one.point();
        List<Advice.Reason> reasons = new ArrayList<>();
        reasons.add(why(one, breakage, facts));
        if (recommended) {
            reasons.add(new Advice.Reason(
                    "NEWEST_SUITABLE",
                    new Text(
                            "C'est le plus récent de ceux qui conviennent : vous perdez le moins.",
                            "It is the newest that will do: you lose the least.")));
        }
        List<Change> lost = facts.changes().stream()
                .filter(change -> change.happenedAt().isAfter(point.takenAt()))
                .toList();
        Duration since = Duration.between(point.takenAt(), facts.now()).truncatedTo(ChronoUnit.SECONDS);
        Optional<Duration> estimate = median(facts.measured());
        return new Advice.Option(
                point.id(),
                point.takenAt(),
                rank,
                recommended,
                one.standing(),
                one.standing() == Standing.BROKEN,
                point.files(),
                point.bytes(),
                List.copyOf(reasons),
                new Advice.Loss(
                        since,
                        lost.size(),
                        lost.stream()
                                .map(change -> new Advice.LostChange(
                                        change.id(), change.type(), change.name(), change.happenedAt()))
                                .toList(),
                        loss(since, lost.size())),
                estimate.orElse(null),
                estimateText(estimate));
    }

    private static Advice.Reason why(Ranked one, @Nullable Breakage breakage, Facts facts) {
        Instant taken = one.point().takenAt();
        if (one.standing() == Standing.BROKEN) {
            return new Advice.Reason(
                    "CONTAINS_BREAKAGE",
                    new Text(
                            "Pris alors que le site était déjà en panne : il contient la panne.",
                            "Taken when the site was broken already: it contains the breakage."));
        }
        Optional<Breakage> uncertain = facts.breakages().stream()
                .filter(known -> known.mayContain(taken))
                .findFirst();
        if (uncertain.isPresent()) return between(taken, uncertain.get(), facts);
        if (breakage == null) {
            return facts.lastHealthy() != null
                    ? new Advice.Reason(
                            "SITE_HEALTHY",
                            new Text(
                                            "Aucune panne n'est connue ; le site allait bien le %s.",
                                            "No breakage is known; the site was well at %s.")
                                    .with(TIME.format(facts.lastHealthy())))
                    : new Advice.Reason(
                            "NOT_DIAGNOSED",
                            new Text(
                                    "Aucun diagnostic n'a été fait : seul l'âge du point peut guider.",
                                    "No diagnosis was made: only the age of the point can guide."));
        }
        Instant changed = breakage.changedAt();
        if (changed != null) {
            return one.standing() == Standing.GOOD
                    ? new Advice.Reason(
                            "BEFORE_THE_CHANGE",
                            new Text(
                                            "Pris le %s, avant la modification (%s) à laquelle le diagnostic rattache la panne, faite le %s.",
                                            "Taken at %s, before the change (%s) that the diagnosis ties the breakage to, made at %s.")
                                    .with(TIME.format(taken), name(breakage, facts), TIME.format(changed)))
                    : new Advice.Reason(
                            "AFTER_THE_CHANGE",
                            new Text(
                                    "Pris après la modification en cause ; rien ne dit s'il est sain.",
                                    "Taken after the change in question; nothing tells whether it is good."));
        }
        Instant healthy = breakage.lastHealthy();
        if (healthy == null) {
            return new Advice.Reason(
                    "BEFORE_FIRST_SIGN",
                    new Text(
                            "Pris avant le premier signe de la panne.",
                            "Taken before the first sign of the breakage."));
        }
        return one.standing() == Standing.GOOD
                ? new Advice.Reason(
                        "BEFORE_LAST_HEALTHY",
                        new Text(
                                        "Pris avant le %s, quand le site allait bien pour la dernière fois.",
                                        "Taken before %s, when the site was last seen well.")
                                .with(TIME.format(healthy)))
                : new Advice.Reason(
                        "AFTER_LAST_HEALTHY",
                        new Text(
                                "Pris après le dernier moment où le site allait bien ; rien ne dit s'il est sain.",
                                "Taken after the site was last seen well; nothing tells whether it is good."));
    }

    private static Advice.Reason between(Instant taken, Breakage breakage, Facts facts) {
        return new Advice.Reason(
                "BETWEEN_CHANGE_AND_BREAKAGE",
                new Text(
                                "Pris le %s, après la modification (%s) à laquelle le diagnostic rattache la panne, mais avant que la panne ne soit vue le %s : la modification y est, et rien ne dit s'il est sain.",
                                "Taken at %s, after the change (%s) that the diagnosis ties the breakage to, but before the breakage was seen at %s: the change is in it, and nothing tells whether it is good.")
                        .with(TIME.format(taken), name(breakage, facts), TIME.format(breakage.certainFrom())));
    }

    private static String name(Breakage breakage, Facts facts) {
        return facts.changes().stream()
                .filter(change -> change.id().equals(breakage.change()))
                .map(change -> change.name() == null ? change.type() : change.name())
                .findFirst()
                .orElse("?");
    }

    private static Text summary(boolean advised, Standing best, @Nullable Breakage breakage, Facts facts) {
        if (!advised && best == Standing.UNCERTAIN) {
            return new Text(
                    "Aucun point de restauration n'a été pris avant la modification en cause ; ceux qui restent la contiennent, et rien ne dit s'ils sont sains. Réparez plutôt, ou demandez de l'aide au support ; une restauration revient d'elle-même en arrière si le site ne va pas bien après elle.",
                    "No restore point was taken before the change in question; those that are left have it in them, and nothing tells whether they are good. Repair instead, or ask support for help; a restore goes back by itself if the site is not well after it.");
        }
        if (!advised) {
            return new Text(
                    "Tous les points de restauration contiennent la panne : réparez plutôt, ou demandez de l'aide au support.",
                    "All restore points contain the breakage: repair instead, or ask support for help.");
        }
        if (breakage == null) {
            return facts.lastHealthy() == null
                    ? new Text(
                            "Aucun diagnostic n'est connu ; nous conseillons le point le plus récent. Un diagnostic donnerait un conseil plus sûr.",
                            "No diagnosis is known; we advise the newest point. A diagnosis would give surer advice.")
                    : new Text(
                            "Le site va bien ; une restauration ne semble pas nécessaire. Le plus récent des points est en tête.",
                            "The site is well; a restore does not seem needed. The newest point comes first.");
        }
        if (breakage.changedAt() != null) {
            return new Text(
                            "La panne suit une modification (%s) ; nous conseillons le dernier point pris avant elle.",
                            "The breakage followed a change (%s); we advise the last point taken before it.")
                    .with(name(breakage, facts));
        }
        return new Text(
                "La cause n'est rattachée à aucune modification ; nous conseillons le dernier point pris quand le site allait encore bien.",
                "The cause is tied to no change; we advise the last point taken while the site was still well.");
    }

    private static Text summaryOfNothing() {
        return new Text(
                "Ce site n'a aucun point de restauration utilisable. Lancez une sauvegarde (/backups), ou demandez de l'aide au support.",
                "This site has no restore point that can be used. Start a backup (/backups), or ask support for help.");
    }

    private static Text loss(Duration since, int changes) {
        return new Text(
                        "Ce qui a été fait pendant les dernières %d h %02d min est perdu, sauf les fichiers envoyés ; %d modification(s) connue(s).",
                        "What was done in the last %d h %02d min is lost, except uploaded files; %d known change(s).")
                .with(since.toHours(), since.toMinutesPart(), changes);
    }

    private static Optional<Duration> median(List<Duration> measured) {
        if (measured.isEmpty()) return Optional.empty();
        return Optional.of(measured.stream().sorted().toList().get(measured.size() / 2));
    }

    private static Text estimateText(Optional<Duration> estimate) {
        return estimate.map(duration -> new Text(
                                "Environ %d s, d'après les restaurations précédentes de ce site.",
                                "About %d s, by earlier restores of this site.")
                        .with(Math.max(1, duration.toSeconds())))
                .orElse(new Text(
                        "Durée inconnue : ce site n'a encore jamais été restauré.",
                        "Duration unknown: this site has never been restored yet."));
    }
}
