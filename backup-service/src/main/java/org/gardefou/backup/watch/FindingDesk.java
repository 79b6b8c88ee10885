package org.gardefou.backup.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.Pins;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.watch.Finding.End;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Opens and closes findings, inside the caller's transaction, and tells it. */
@ApplicationScoped
class FindingDesk {

    private final Findings findings;
    private final Pins pins;
    private final Outbox outbox;
    private final Clock clock;

    FindingDesk(Findings findings, Pins pins, Outbox outbox, Clock clock) {
        this.findings = findings;
        this.pins = pins;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code backup-finding.opened}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(
            UUID finding,
            UUID site,
            UUID customer,
            Signal.Kind kind,
            @Nullable String database,
            @Nullable UUID restorePoint,
            @Nullable UUID pinned,
            Text text,
            Instant at) {}

    /** The data of {@code backup-finding.closed}. */
    record Closed(UUID finding, UUID site, UUID customer, Signal.Kind kind, End why, Instant at) {}

    /**
     * Opens a finding, unless one of its kind and source is open.
     *
     * @param shown the restore point that showed it
     * @param clean the restore point before it, which is to be kept
     */
    void open(UUID site, UUID customer, Signal signal, @Nullable UUID shown, @Nullable RestorePoint clean) {
        boolean known = findings.open(site).stream()
                .anyMatch(open -> open.kind() == signal.kind() && open.subject().equals(signal.subject()));
        if (known) return;
        Finding finding = new Finding(Ids.next(), site, customer, signal, shown, clock.instant());
        if (clean != null && pins.keepSuspected(clean, "Constat / finding " + finding.id())) finding.keeps(clean.id());
        findings.persist(finding);
        Opened told = new Opened(
                finding.id(),
                site,
                customer,
                signal.kind(),
                finding.subject().isEmpty() || finding.subject().equals("*") ? null : finding.subject(),
                shown,
                finding.pinned().orElse(null),
                FindingText.of(finding),
                finding.openedAt());
        outbox.add(Event.of("gardefou.backups", "backup-finding.opened", site, told));
    }

    /** Closes a finding; what was kept because of it is kept no longer. */
    void close(Finding finding, End why, @Nullable String reason) {
        Instant now = clock.instant();
        finding.close(why, reason, now);
        finding.pinned().ifPresent(pins::letGo);
        Closed told = new Closed(finding.id(), finding.site(), finding.customer(), finding.kind(), why, now);
        outbox.add(Event.of("gardefou.backups", "backup-finding.closed", finding.site(), told));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when it is closed */
    void dismiss(Finding finding, String reason) {
        if (finding.closedAt().isPresent()) {
            throw Problems.conflict("The finding %s was closed at %s already: there is nothing to dismiss."
                    .formatted(finding.id(), finding.closedAt().get()));
        }
        close(finding, End.DISMISSED, reason);
    }
}
