package org.gardefou.terms.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.contract.Telling;
import org.gardefou.terms.contract.Tellings;
import org.gardefou.terms.durable.Receipts;
import org.gardefou.terms.ledger.Canonical;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands one delivery to the relay. It does so at least once: a process that dies after the relay took the mail and before that is kept sends it again,
 * byte for byte, under the same Message-ID.
 *
 * <p>It stays in the lane for long work: a relay that hangs would otherwise keep checkpoints from being signed.
 */
@ApplicationScoped
class SendingJob implements Job {

    private static final Logger LOG = Logger.getLogger(SendingJob.class);

    private final Deliveries deliveries;
    private final Addresses addresses;
    private final Receipts receipts;
    private final AcceptanceLetters acceptanceLetters;
    private final ChangeLetters changeLetters;
    private final Tellings tellings;
    private final Relay relay;
    private final DeliveryEvents events;
    private final MailConfig config;
    private final Hoster hoster;
    private final Clock clock;

    SendingJob(
            Deliveries deliveries,
            Addresses addresses,
            Receipts receipts,
            AcceptanceLetters acceptanceLetters,
            ChangeLetters changeLetters,
            Tellings tellings,
            Relay relay,
            DeliveryEvents events,
            MailConfig config,
            Hoster hoster,
            Clock clock) {
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.receipts = receipts;
        this.acceptanceLetters = acceptanceLetters;
        this.changeLetters = changeLetters;
        this.tellings = tellings;
        this.relay = relay;
        this.events = events;
        this.config = config;
        this.hoster = hoster;
        this.clock = clock;
    }

    /** What an attempt is made with. */
    private record Attempt(Delivery delivery, Addressee to) {}

    @Override
    public String name() {
        return "send-papers";
    }

    /** As often doubled as there were failures before: 4 s, 8 s, … an hour. */
    @Override
    public Duration retryAfter(int failures) {
        Duration pause = config.firstPause().multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
        return pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause();
    }

    @Override
    public void run(String id) throws Relay.NotTaken {
        UUID delivery = UUID.fromString(id);
        try {
            attempt(delivery);
        } catch (RuntimeException e) {
            // What cannot be written now may be tomorrow, once somebody has looked; and if not, it is said.
            boolean again = QuarkusTransaction.requiringNew().call(() -> failed(delivery));
            if (again) throw e;
            LOG.errorf(e, "Delivery %s could not be written, and is not tried again", id);
        }
    }

    private void attempt(UUID delivery) throws Relay.NotTaken {
        Optional<Attempt> attempt = QuarkusTransaction.requiringNew().call(() -> begin(delivery));
        if (attempt.isEmpty()) return;
        Letter letter = letter(attempt.get().delivery());
        byte[] mail = mail(attempt.get(), letter);
        // What is going out is kept before it goes: after a crash the proof is not of something else.
        boolean fits = QuarkusTransaction.requiringNew().call(() -> hold(delivery, letter, mail));
        if (!fits) return;
        try {
            Answer answer = relay.take(mail, attempt.get().to().address());
            QuarkusTransaction.requiringNew().run(() -> sent(delivery, answer));
        } catch (Relay.NotTaken e) {
            boolean again = QuarkusTransaction.requiringNew().call(() -> notTaken(delivery, e.answer()));
            if (again) throw e;
        }
    }

    private Optional<Attempt> begin(UUID id) {
        Delivery delivery = deliveries.held(id);
        if (!delivery.waiting()) return Optional.empty();
        Instant now = clock.instant();
        @Nullable Addressee to = addresses.of(delivery);
        UUID notice = delivery.notice();
        if (!config.usable()) delivery.notSent(Delivery.Reason.NO_RELAY, now);
        else if (to == null) delivery.notSent(Delivery.Reason.ERASED, now);
        else if (notice != null && obsolete(delivery, tellings.of(notice)))
            delivery.notSent(Delivery.Reason.OBSOLETE, now);
        if (!delivery.waiting() || to == null) return Optional.empty();
        UUID acceptance = delivery.acceptance();
        delivery.attempt(acceptance == null ? 0 : receipts.checkpoint(acceptance), now);
        return Optional.of(new Attempt(delivery, to));
    }

    /** Who asks for it again has it also of what was told already. */
    private static boolean obsolete(Delivery delivery, Telling telling) {
        return delivery.again() ? telling.withdrawn() : !telling.open();
    }

    private Letter letter(Delivery delivery) {
        UUID acceptance = delivery.acceptance();
        return acceptance == null
                ? changeLetters.of(Objects.requireNonNull(delivery.notice()), delivery.language())
                : acceptanceLetters.of(acceptance, delivery.receiptCheckpoint());
    }

    private byte[] mail(Attempt attempt, Letter letter) {
        return Mime.of(
                attempt.delivery().id(),
                letter,
                new Mime.Envelope(
                        config.from().orElseThrow(),
                        hoster.name().orElse(null),
                        config.replyTo().orElse(null),
                        attempt.to().address(),
                        attempt.delivery().createdAt(),
                        attempt.to().seal(attempt.delivery().id())));
    }

    private boolean hold(UUID id, Letter letter, byte[] mail) {
        Delivery delivery = deliveries.held(id);
        if (!delivery.waiting()) return false;
        delivery.holds(Canonical.sha256(mail), letter);
        if (mail.length <= config.mostBytes()) return true;
        Instant now = clock.instant();
        delivery.tooLarge(now);
        events.undeliverable(delivery, null, now);
        return false;
    }

    private void sent(UUID id, Answer answer) {
        Delivery delivery = deliveries.held(id);
        boolean erased = !delivery.waiting();
        Instant now = clock.instant();
        delivery.sent(answer, now);
        events.sent(delivery, erased ? null : answer.text(), now);
        if (delivery.notice() != null)
            tellings.sent(delivery.notice(), Objects.requireNonNull(delivery.messageSha256()), now);
        LOG.infof("Delivery %s was taken by %s", id, answer.host());
    }

    private boolean failed(UUID id) {
        Delivery delivery = deliveries.held(id);
        boolean before = delivery.waiting();
        Instant now = clock.instant();
        boolean again = delivery.failed(config.giveUp(), now);
        if (before && !again) {
            delivery.forget();
            events.undeliverable(delivery, null, now);
        }
        return again;
    }

    private boolean notTaken(UUID id, Answer answer) {
        Delivery delivery = deliveries.held(id);
        boolean before = delivery.waiting();
        Instant now = clock.instant();
        boolean again = delivery.notTaken(answer, config.giveUp(), now);
        if (!before) delivery.forget();
        if (before && !again) {
            delivery.forget();
            events.undeliverable(delivery, answer.text(), now);
        }
        return again;
    }
}
