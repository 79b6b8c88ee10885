package org.gardefou.backup.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.Suspicions;
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
    private final Suspicions suspicions;
    private final WatchConfig config;
    private final Outbox outbox;
    private final Clock clock;

    FindingDesk(Findings findings, Suspicions suspicions, WatchConfig config, Outbox outbox, Clock clock) {
        this.findings = findings;
        this.suspicions = suspicions;
        this.config = config;
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
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Closed(
            UUID finding,
            UUID site,
            UUID customer,
            Signal.Kind kind,
            End why,
            @Nullable Instant keptUntil,
            Instant at) {}

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
        if (clean != null && suspicions.keep(clean, finding.id())) finding.keeps(clean.id());
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
        finding.close(why, reason, clock.instant());
        finding.pinned().ifPresent(point -> suspicions.letGo(point, finding.id()));
        tell(finding, why);
    }

    /**
     * Closes a finding by somebody's word. Who has taken over a customer's account must not free the last good point: their word is written down,
     * and the point stays until staff says the same, or has had the time to look.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when it is closed, and not by the word of a customer alone
     */
    void dismiss(Finding finding, String reason, boolean staff) {
        boolean confirms = staff
                && finding.closedWhy().filter(why -> why == End.CUSTOMER_WORD).isPresent();
        if (finding.closedAt().isPresent() && !confirms) {
            throw Problems.conflict("The finding %s was closed at %s already: there is nothing to dismiss."
                    .formatted(finding.id(), finding.closedAt().get()));
        }
        if (staff || finding.kind() != Signal.Kind.CHURN) close(finding, End.DISMISSED, reason);
        else believeLater(finding, reason);
    }

    private void believeLater(Finding finding, String reason) {
        Instant now = clock.instant();
        Instant until = now.plus(config.customerWord());
        finding.close(End.CUSTOMER_WORD, reason, now);
        finding.pinned().ifPresent(point -> {
            finding.keepsUntil(until);
            suspicions.letGoAt(point, finding.id(), until);
        });
        tell(finding, End.CUSTOMER_WORD);
    }

    private void tell(Finding finding, End why) {
        Closed told = new Closed(
                finding.id(),
                finding.site(),
                finding.customer(),
                finding.kind(),
                why,
                finding.keptUntil().orElse(null),
                clock.instant());
        outbox.add(Event.of("gardefou.backups", "backup-finding.closed", finding.site(), told));
    }
}
