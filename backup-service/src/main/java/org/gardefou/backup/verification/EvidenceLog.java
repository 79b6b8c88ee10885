package org.gardefou.backup.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.Evidence;
import org.gardefou.backup.restorepoint.PointsChanged;
import org.gardefou.backup.restorepoint.Proof;
import org.gardefou.backup.restorepoint.ProofRule;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.verification.Ending.Result;
import org.gardefou.backup.verification.EvidenceRule.Look;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Keeps evidence about restore points, works out what it comes to, and tells it. Inside the caller's transaction. */
@ApplicationScoped
public class EvidenceLog {

    private static final String TOPIC = "gardefou.backups";
    private static final String SNAPSHOTS = "restic snapshots";
    private static final List<Step> LOOKS = List.of(Step.PRESENT, Step.DATA, Step.BOOTED);

    private final Verifications verifications;
    private final RestorePoints points;
    private final DataReadings readings;
    private final VerificationConfig config;
    private final jakarta.enterprise.event.Event<PointsChanged> usable;
    private final Outbox outbox;
    private final Clock clock;

    EvidenceLog(
            Verifications verifications,
            RestorePoints points,
            DataReadings readings,
            VerificationConfig config,
            jakarta.enterprise.event.Event<PointsChanged> usable,
            Outbox outbox,
            Clock clock) {
        this.verifications = verifications;
        this.points = points;
        this.readings = readings;
        this.config = config;
        this.usable = usable;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** One piece of evidence, as the bus is told it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Piece(
            Step step,
            Outcome outcome,
            Instant at,
            String tool,
            @Nullable Text text) {}

    /** The data of {@code restore-point.verified}. */
    record Verified(
            UUID restorePoint,
            UUID site,
            UUID customer,
            Evidence state,
            int score,
            List<Piece> evidence,
            Instant takenAt,
            Instant at) {}

    /** The data of {@code restore-point.corrupted}. */
    record Corrupted(
            UUID restorePoint,
            UUID site,
            UUID customer,
            Proof.Code cause,
            Text text,
            List<Piece> evidence,
            Instant takenAt,
            Instant at) {}

    /** Ends a look at a point, and draws the conclusion. */
    void end(Verification verification, Ending ending) {
        verification.end(ending, clock.instant());
        conclude(points.findById(verification.restorePoint()), true);
    }

    /** A look that nobody asked for and that has ended already. */
    void found(RestorePoint point, Step step, Ending ending) {
        Verification verification = new Verification(point, step, Verification.Why.ROTATION, false, clock.instant());
        verification.end(ending, clock.instant());
        verifications.persist(verification);
        verifications.flush();
        conclude(point, true);
    }

    /** Its snapshot is in its repository no more. */
    public void gone(RestorePoint point, Text text) {
        found(
                point,
                Step.PRESENT,
                new Ending(Outcome.FAILED, Result.SNAPSHOT_GONE, true, text, SNAPSHOTS, Seen.nothing()));
    }

    /** Its snapshot, which was gone, is in its repository again. */
    public void back(RestorePoint point) {
        found(
                point,
                Step.PRESENT,
                Ending.of(
                        Outcome.PASSED,
                        Result.PRESENT,
                        "L'instantané est de nouveau dans le dépôt.",
                        "The snapshot is in the repository again.",
                        SNAPSHOTS,
                        Seen.nothing()));
    }

    /** Whether its snapshot was in its repository no more when that was last looked at. */
    public boolean snapshotGone(RestorePoint point) {
        return verifications
                .last(point.id(), Step.PRESENT)
                .filter(Verification::breaks)
                .isPresent();
    }

    /** Draws the conclusion from what was read of the repository's data; told where the state changes. */
    void conclude(RestorePoint point) {
        conclude(point, false);
    }

    private void conclude(RestorePoint point, boolean toldAnyway) {
        points.hold(point);
        Optional<Instant> wholeSince =
                DataRotation.wholeSince(readings.of(point.site(), config.dataParts()), config.dataParts());
        List<Verification> last = LOOKS.stream()
                .map(step -> verifications.last(point.id(), step))
                .flatMap(Optional::stream)
                .toList();
        // That a boot was not possible takes nothing from what the one before it showed.
        Stream<Verification> looks = Stream.concat(
                last.stream(),
                verifications.lastPossible(point.id(), Step.BOOTED).filter(one -> !last.contains(one)).stream());
        Proof proof = ProofRule.judge(
                EvidenceRule.facts(point.databases(), complete(point), wholeSince, looks.map(EvidenceLog::look)));
        boolean before = point.proof().state() == Evidence.BROKEN;
        boolean changed = point.prove(proof, clock.instant());
        if (!changed && !toldAnyway) return;
        boolean broken = proof.state() == Evidence.BROKEN;
        if (broken != before) usable.fire(new PointsChanged(point.site()));
        // That it is broken is told once; readers take it out of what can be restored.
        if (broken && before) return;
        tell(point, proof, evidence(point, wholeSince, last));
    }

    private void tell(RestorePoint point, Proof proof, List<Piece> evidence) {
        Instant now = clock.instant();
        if (proof.state() == Evidence.BROKEN) {
            Proof.Because why = proof.reasons().getFirst();
            Corrupted data = new Corrupted(
                    point.id(), point.site(), point.customer(), why.code(), why.text(), evidence, point.takenAt(), now);
            outbox.add(Event.of(TOPIC, "restore-point.corrupted", point.site(), data));
            return;
        }
        Verified data = new Verified(
                point.id(),
                point.site(),
                point.customer(),
                proof.state(),
                proof.score(),
                evidence,
                point.takenAt(),
                now);
        outbox.add(Event.of(TOPIC, "restore-point.verified", point.site(), data));
    }

    /** The evidence that there is about a point, step by step. */
    List<Piece> evidence(RestorePoint point) {
        return evidence(
                point,
                DataRotation.wholeSince(readings.of(point.site(), config.dataParts()), config.dataParts()),
                LOOKS.stream()
                        .map(step -> verifications.last(point.id(), step))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static List<Piece> evidence(RestorePoint point, Optional<Instant> wholeSince, List<Verification> last) {
        List<Piece> pieces = new ArrayList<>();
        if (!point.databases().isEmpty() && point.databases().stream().allMatch(one -> one.rows() != null)) {
            pieces.add(new Piece(Step.DUMP, Outcome.PASSED, complete(point), "mariadb-dump", null));
        }
        wholeSince
                .filter(since -> !since.isBefore(complete(point)))
                .ifPresent(since -> pieces.add(
                        new Piece(Step.DATA, Outcome.PASSED, since, "restic check --read-data-subset", null)));
        last.stream().map(EvidenceLog::piece).forEach(pieces::add);
        return List.copyOf(pieces);
    }

    private static Piece piece(Verification one) {
        return new Piece(
                one.step(),
                Objects.requireNonNull(one.outcome()),
                one.endedAt().orElse(one.requestedAt()),
                Objects.requireNonNullElse(one.tool(), ""),
                one.text());
    }

    private static Look look(Verification one) {
        return new Look(
                one.step(),
                Objects.requireNonNull(one.outcome()),
                one.breaks(),
                one.text(),
                one.endedAt().orElse(one.requestedAt()));
    }

    /** Its row was made when everything of it was in the repository, and its id tells when that was (RFC 9562, version 7). */
    static Instant complete(RestorePoint point) {
        return Instant.ofEpochMilli(point.id().getMostSignificantBits() >>> 16);
    }

    Stream<RestorePoint> available(UUID site) {
        return points.available(site).stream();
    }
}
