package org.gardefou.diagnostics.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gardefou.diagnostics.attribution.Attribution.Evidence;
import org.gardefou.diagnostics.attribution.Attribution.Party;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.jspecify.annotations.Nullable;

/**
 * Ties findings to changes. Pure.
 *
 * <p>A change speaks the louder the closer it is: the same path, the same kind of thing, shortly before. That no change was
 * reported proves nothing, least of all that it was the platform: the hook may be missing.
 *
 * <p>What the platform broke is repaired for nothing, so a customer may want it to look so. Only what the site's own programs cannot make
 * makes it the platform's: what we saw ourselves, or a change of the hoster's that its own systems told of. A claim without such a proof
 * is kept, told, and decides nothing.
 */
public final class Attributor {

    /** A breakage shows within minutes of its change; a page that nobody asked for may hide it for a day. */
    private static final Duration STRONG = Duration.ofMinutes(15);

    private static final Duration WEAK = Duration.ofHours(24);

    /** Clocks of panels and servers differ a little, and a panel reports when it is done. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /** The lines of one request are this close: logs count in seconds, and a slow page takes some. */
    private static final Duration SAME_REQUEST = Duration.ofSeconds(10);

    /** Logs count in whole seconds: a line may be written up to one later than it says. */
    private static final Duration LOG_UNIT = Duration.ofSeconds(1);

    /** More than lies between a line of a log and a file that is seen to be missing, less than between it and a bare status code. */
    private static final int WRITTEN_BEFORE = 30;

    private static final double SAME_PATH = 0.55;
    private static final double SAME_KIND = 0.4;
    private static final double ONLY_TIME = 0.15;
    private static final double SHORTLY_BEFORE = 0.25;
    private static final double SAME_DAY = 0.1;
    private static final double PRIOR = 0.15;

    /** What only the platform can do was seen: a service that does not answer. */
    private static final double BY_SIGNATURE = 0.7;

    /** Somebody changed something that nobody told us of; who, a signature alone cannot say. */
    private static final double UNKNOWN_CHANGE = 0.4;

    /** Never certain: a program that was elsewhere writes this. */
    private static final double MOST = 0.95;

    /** Below this a person decides. */
    public static final double SURE_ENOUGH = 0.5;

    private Attributor() {}

    /** How well a change explains a finding. */
    private record Fit(Change change, double score, List<Evidence> evidence) {

        boolean samePlaceOrShortlyBefore() {
            return evidence.stream()
                    .anyMatch(found -> found.kind().equals("SAME_PATH")
                            || (found.kind().equals("TIME") && found.weight() >= SHORTLY_BEFORE));
        }
    }

    /** Puts findings and the changes of the last day together. */
    public static Attribution attribute(List<Finding> findings, List<Change> changes) {
        Instant asked = findings.stream()
                .filter(finding -> finding.lastWritten() == null)
                .map(Finding::firstSeen)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        List<Finding> strongestFirst = present(findings)
                .sorted(Comparator.comparingInt((Finding finding) -> weight(finding, asked))
                        .reversed())
                .toList();
        if (strongestFirst.isEmpty()) return Attribution.NONE;
        Finding cause = strongestFirst.getFirst();
        if (cause.claimsPlatform()) cause = instead(cause, strongestFirst, changes);
        return attribute(cause, changes);
    }

    private static Attribution attribute(Finding cause, List<Change> changes) {
        return best(cause, changes).map(fit -> byChange(cause, fit)).orElseGet(() -> byPrior(cause));
    }

    private static Optional<Fit> best(Finding cause, List<Change> changes) {
        return changes.stream()
                .map(change -> fit(cause, change))
                .flatMap(Optional::stream)
                // A report that names nobody does not push aside one like it that does.
                .max(Comparator.comparingDouble(Fit::score)
                        .thenComparing(fit -> partyOf(fit) != Party.UNDETERMINED)
                        .thenComparing(fit -> fit.change().happenedAt()));
    }

    /**
     * What counts in the place of a claim that it is the platform's: its proof, or else what a change explains. A line that anybody can
     * write does not hide either; where there is neither, the claim itself is what is known.
     */
    private static Finding instead(Finding claim, List<Finding> strongestFirst, List<Change> changes) {
        Optional<Finding> proof =
                strongestFirst.stream().filter(Finding::provesPlatform).findFirst();
        return proof.or(() -> strongestFirst.stream()
                        .filter(finding -> !finding.claimsPlatform())
                        .filter(finding -> best(finding, changes)
                                .filter(fit -> fit.score() >= SURE_ENOUGH)
                                .isPresent())
                        .findFirst())
                .orElse(claim);
    }

    /**
     * The front page was asked for before the logs were read, so what breaks it stands in their last lines. What was written before that,
     * and not again, is over: an earlier breakage, a restore that was rolled back.
     */
    private static Stream<Finding> present(List<Finding> findings) {
        Optional<Instant> last = findings.stream()
                .map(Finding::lastWritten)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        return findings.stream()
                .filter(finding -> finding.lastWritten() == null
                        || !finding.lastWritten().plus(SAME_REQUEST).isBefore(last.orElseThrow()));
    }

    /** What a log wrote before the site was asked, and not when it was, may be over: what is there to be seen counts before it. */
    private static int weight(Finding finding, Instant asked) {
        Instant written = finding.lastWritten();
        boolean before = written != null && written.plus(LOG_UNIT).isBefore(asked);
        return before ? finding.weight() - WRITTEN_BEFORE : finding.weight();
    }

    private static Optional<Fit> fit(Finding cause, Change change) {
        Instant broke = cause.firstSeen();
        if (change.happenedAt().isAfter(broke.plus(SKEW))) return Optional.empty();
        Duration before = Duration.between(change.happenedAt(), broke);
        if (before.compareTo(WEAK) > 0) return Optional.empty();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(closeness(cause, change));
        evidence.add(
                before.compareTo(STRONG) <= 0
                        ? new Evidence("TIME", SHORTLY_BEFORE, "PT" + Math.max(0, before.toSeconds()) + "S")
                        : new Evidence("TIME", SAME_DAY, "PT" + before.toSeconds() + "S"));
        return Optional.of(
                new Fit(change, evidence.stream().mapToDouble(Evidence::weight).sum(), evidence));
    }

    private static Evidence closeness(Finding cause, Change change) {
        String file = cause.file();
        if (file != null && change.path() != null && within(file, change.path())) {
            return new Evidence("SAME_PATH", SAME_PATH, change.path());
        }
        if (explains(change, cause) && !elsewhere(file, change)) {
            return new Evidence("SAME_KIND", SAME_KIND, change.objectKind());
        }
        return new Evidence("TIME_ONLY", ONLY_TIME, change.type());
    }

    private static boolean within(String file, String path) {
        return file.equals(path) || file.startsWith(path.endsWith("/") ? path : path + "/");
    }

    /** An error in one extension is not explained by a change of another. */
    private static boolean elsewhere(@Nullable String file, Change change) {
        return file != null && change.path() != null && isExtension(file) && isExtension(change.path());
    }

    private static boolean isExtension(String path) {
        return path.startsWith("wp-content/plugins/") || path.startsWith("wp-content/themes/");
    }

    /** What the site's own programs wrote is explained by a change of them, whatever it says. */
    private static boolean explains(Change change, Finding cause) {
        Set<Area> areas = explained(change);
        boolean sitesOwnWords = cause.claimsPlatform() && cause.witness() == Witness.CUSTOMER_WRITABLE;
        return areas.contains(cause.area()) || (sitesOwnWords && areas.contains(Area.CODE));
    }

    /** Which areas a change of a kind can break. */
    private static Set<Area> explained(Change change) {
        return switch (change.type()) {
            case "site.database-changed" -> Set.of(Area.DATABASE);
            case "site.settings-changed" -> Set.of(Area.DATABASE, Area.WEB_SERVER, Area.CODE);
            case "site.files-changed" -> filesExplain(change.path());
            case "site.plugin-installed",
                    "site.plugin-updated",
                    "site.plugin-activated",
                    "site.plugin-removed",
                    "site.theme-changed",
                    "site.cms-updated",
                    "site.php-changed" -> Set.of(Area.CODE);
            case "site.dns-changed" -> Set.of(Area.ADDRESS, Area.CERTIFICATE, Area.MAIL);
            case "site.tls-changed" -> Set.of(Area.CERTIFICATE);
            case "site.mail-changed" -> Set.of(Area.MAIL);
            default -> Set.of();
        };
    }

    private static Set<Area> filesExplain(@Nullable String path) {
        if (path == null) return Set.of(Area.CODE, Area.WEB_SERVER, Area.DATABASE);
        if (path.endsWith(".htaccess")) return Set.of(Area.WEB_SERVER);
        // The database's password stands in a file of the site.
        if (path.endsWith("wp-config.php") || path.endsWith("configuration.php") || path.endsWith(".env")) {
            return Set.of(Area.DATABASE, Area.CODE);
        }
        return Set.of(Area.CODE, Area.WEB_SERVER);
    }

    private static Attribution byChange(Finding cause, Fit fit) {
        Party party = partyOf(fit);
        List<Evidence> evidence = new ArrayList<>(fit.evidence());
        double score = fit.score();
        boolean close = fit.score() >= SURE_ENOUGH;
        if (agrees(cause, party)) {
            score += PRIOR;
            evidence.add(new Evidence("SIGNATURE", PRIOR, cause.signature()));
        }
        evidence.add(new Evidence("ACTOR", 0, fit.change().actor()));
        // A platform failure that only happens to follow a change is still a platform failure.
        if (cause.prior() == Prior.PLATFORM && !close) return byPrior(cause);
        if (party == Party.UNDETERMINED || !close) {
            double sure = close ? Math.min(score, MOST) : Math.min(score, UNKNOWN_CHANGE);
            return open(cause, close ? fit.change() : null, sure, evidence);
        }
        return new Attribution(cause, fit.change(), party, rounded(Math.min(score, MOST)), evidence, null);
    }

    private static boolean agrees(Finding cause, Party party) {
        return switch (cause.prior()) {
            case MIXED -> true;
            case CUSTOMER_CHANGE, THIRD_PARTY -> party == Party.CUSTOMER_CHANGE;
            case PLATFORM -> party == Party.PLATFORM && cause.provesPlatform();
        };
    }

    /** The actor's part. A change of the hoster's counts where it touched what is broken, or shortly before: hosters change things daily. */
    private static Party partyOf(Fit fit) {
        return switch (fit.change().actor()) {
            case "CUSTOMER" -> Party.CUSTOMER_CHANGE;
            case "STAFF", "AUTOMATION" -> fit.samePlaceOrShortlyBefore() ? Party.PLATFORM : Party.UNDETERMINED;
            default -> Party.UNDETERMINED;
        };
    }

    private static Attribution byPrior(Finding cause) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("SIGNATURE", PRIOR, cause.signature()));
        evidence.add(new Evidence("NO_CHANGE_KNOWN", 0, ""));
        return cause.provesPlatform()
                ? new Attribution(cause, null, Party.PLATFORM, BY_SIGNATURE, witnessed(evidence, cause), null)
                : open(cause, null, UNKNOWN_CHANGE, evidence);
    }

    private static Attribution open(
            Finding cause, @Nullable Change change, double confidence, List<Evidence> evidence) {
        return new Attribution(
                cause,
                change,
                Party.UNDETERMINED,
                rounded(confidence),
                cause.claimsPlatform() ? witnessed(evidence, cause) : evidence,
                OpenQuestion.of(cause, change));
    }

    private static List<Evidence> witnessed(List<Evidence> evidence, Finding cause) {
        evidence.add(new Evidence("WITNESS", 0, cause.witness().name()));
        return evidence;
    }

    private static double rounded(double score) {
        return Math.round(score * 100) / 100.0;
    }
}
