package org.gardefou.restore.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gardefou.restore.advice.Advice.Loss;
import org.gardefou.restore.advice.Advice.LostContent;
import org.gardefou.restore.advice.Advice.LostFiles;
import org.gardefou.restore.advice.Facts.Candidate;
import org.gardefou.restore.advice.Facts.Change;
import org.gardefou.restore.advice.Facts.Difference;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** What would be lost by going back to a restore point. Pure. */
final class LossRule {

    private LossRule() {}

    static Loss loss(Candidate point, Facts facts) {
        List<Change> lost = facts.changes().stream()
                .filter(change -> change.happenedAt().isAfter(point.takenAt()))
                .toList();
        // A clock that goes wrong makes a point of the future; less than nothing cannot be lost.
        Duration passed = Duration.between(point.takenAt(), facts.now()).truncatedTo(ChronoUnit.SECONDS);
        Duration since = passed.isNegative() ? Duration.ZERO : passed;
        LostFiles files = files(point, facts);
        LostContent content = content(point, facts);
        return new Loss(
                since,
                lost.size(),
                lost.stream()
                        .map(change ->
                                new Advice.LostChange(change.id(), change.type(), change.name(), change.happenedAt()))
                        .toList(),
                files,
                content,
                text(since, lost.size(), files, content));
    }

    /** The differences behind it added up: a file that changed twice counts twice. Null when none is known. */
    private static @Nullable LostFiles files(Candidate point, Facts facts) {
        List<Difference> behind = facts.differences().stream()
                .filter(one -> !one.sinceTakenAt().isBefore(point.takenAt()))
                .toList();
        if (behind.isEmpty()) return null;
        long uploads = behind.stream()
                .flatMap(one -> one.groups().stream())
                .filter(group -> group.kind().equals("UPLOADS"))
                .mapToLong(group -> group.added() + group.changed())
                .sum();
        return new LostFiles(
                behind.stream().mapToLong(Difference::added).sum(),
                behind.stream().mapToLong(Difference::changed).sum(),
                behind.stream().mapToLong(Difference::removed).sum(),
                uploads,
                behind.stream()
                        .map(Difference::takenAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** Against the most that any later point had: what broke the site may have deleted some itself. Null when it is not known. */
    private static @Nullable LostContent content(Candidate point, Facts facts) {
        Counts then = point.counts();
        if (then == null) return null;
        List<Candidate> later = facts.points().stream()
                .filter(one -> one.takenAt().isAfter(point.takenAt()) && one.counts() != null)
                .toList();
        Optional<Counts> most =
                later.stream().map(one -> Objects.requireNonNull(one.counts())).reduce(Counts::orMore);
        if (most.isEmpty()) return null;
        Counts beyond = most.get().beyond(then);
        Instant until = later.stream()
                .map(Candidate::takenAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new LostContent(
                known(beyond.posts()), known(beyond.comments()), known(beyond.users()), known(beyond.orders()), until);
    }

    private static @Nullable Long known(long count) {
        return count < 0 ? null : count;
    }

    private static Text text(Duration since, int changes, @Nullable LostFiles files, @Nullable LostContent content) {
        List<Text> words = new ArrayList<>();
        words.add(new Text(
                        "Ce qui a été fait pendant les dernières %d h %02d min est perdu, sauf les fichiers envoyés ; %d modification(s) connue(s).",
                        "What was done in the last %d h %02d min is lost, except uploaded files; %d known change(s).")
                .with(since.toHours(), since.toMinutesPart(), changes));
        if (files != null) {
            words.add(new Text(
                            "Fichiers, jusqu'au point du %s : %d nouveaux, %d modifiés, %d supprimés ; dont %d envoyés, qui sont gardés.",
                            "Files, until the point of %s: %d new, %d changed, %d deleted; %d of them uploads, which are kept.")
                    .with(
                            Reasons.time(files.until()),
                            files.added(),
                            files.changed(),
                            files.removed(),
                            files.uploads()));
        }
        if (content != null) words.add(content(content));
        return new Text(
                String.join(" ", words.stream().map(Text::fr).toList()),
                String.join(" ", words.stream().map(Text::en).toList()));
    }

    private static Text content(LostContent lost) {
        List<Text> parts = new ArrayList<>();
        part(parts, lost.orders(), new Text("%d commande(s)", "%d order(s)"));
        part(
                parts,
                lost.posts(),
                new Text("%d article(s), page(s) ou version(s)", "%d post(s), page(s) or version(s)"));
        part(parts, lost.comments(), new Text("%d commentaire(s)", "%d comment(s)"));
        part(parts, lost.users(), new Text("%d compte(s)", "%d account(s)"));
        if (parts.isEmpty()) {
            return new Text(
                            "Ni article, ni commentaire, ni compte, ni commande de plus jusqu'au point du %s.",
                            "No more posts, comments, accounts or orders until the point of %s.")
                    .with(Reasons.time(lost.until()));
        }
        return new Text(
                "Contenus, jusqu'au point du %s : jusqu'à %s de plus."
                        .formatted(
                                Reasons.time(lost.until()),
                                String.join(", ", parts.stream().map(Text::fr).toList())),
                "Content, until the point of %s: up to %s more."
                        .formatted(
                                Reasons.time(lost.until()),
                                String.join(", ", parts.stream().map(Text::en).toList())));
    }

    private static void part(List<Text> parts, @Nullable Long count, Text words) {
        if (count != null && count > 0) parts.add(words.with(count));
    }
}
