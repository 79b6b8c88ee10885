package org.gardefou.terms.delivery;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.contract.Tellings;
import org.jspecify.annotations.Nullable;

/** Keeps that a mail came back: its papers were not delivered, and a notice that counted as delivered by it is not any more. */
@ApplicationScoped
class Bounces {

    private final Deliveries deliveries;
    private final Addresses addresses;
    private final Tellings tellings;
    private final DeliveryEvents events;
    private final Clock clock;

    Bounces(Deliveries deliveries, Addresses addresses, Tellings tellings, DeliveryEvents events, Clock clock) {
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.tellings = tellings;
        this.events = events;
        this.clock = clock;
    }

    /** One that somebody reports about, until the transaction ends. */
    Delivery held(UUID id) {
        return deliveries
                .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problems.notFound("delivery", id));
    }

    /**
     * The mail of a delivery came back; reported again, it changes nothing.
     *
     * @param status why (RFC 3463)
     * @param said what was said; kept for as long as the address is
     * @return whether that changed anything
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 while it is being handed over
     */
    @Transactional(MANDATORY)
    boolean returned(Delivery delivery, String status, @Nullable String said) {
        if (delivery.waiting())
            throw Problems.conflict(
                    "Delivery %s is being handed over, and what the relay said is not known yet: report again in a minute."
                            .formatted(delivery.id()));
        Instant now = clock.instant();
        boolean known = addresses.of(delivery) != null;
        if (!delivery.bounced(status, now)) return false;
        UUID notice = delivery.notice();
        boolean withdraws =
                notice != null && tellings.returned(notice, Objects.requireNonNull(delivery.messageSha256()), now);
        deliveries.flush();
        events.bounced(delivery, known ? said : null, withdraws, now);
        if (notice != null && withdraws) otherwise(notice);
        return true;
    }

    /** Another mail about the notice may have arrived; then that one counts, from when it was sent. */
    private void otherwise(UUID notice) {
        deliveries.ofNotice(notice).stream()
                .filter(one -> one.state() == Delivery.State.SENT)
                .min(Comparator.comparing(one -> Objects.requireNonNull(one.endedAt())))
                .ifPresent(sent -> tellings.sent(
                        notice, Objects.requireNonNull(sent.messageSha256()), Objects.requireNonNull(sent.endedAt())));
    }
}
