package org.gardefou.terms.delivery;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.acceptance.AddressGiven;
import org.gardefou.terms.contract.ChangeAnnounced;
import org.gardefou.terms.contract.Telling;
import org.gardefou.terms.contract.Tellings;
import org.gardefou.terms.ledger.Erased;
import org.gardefou.terms.ledger.Erasure;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** Decides what is sent to whom: once by itself for each acceptance with an address and each notice of a change, and again when asked. */
@ApplicationScoped
class Posting {

    private static final Duration DAY = Duration.ofDays(1);

    private final Deliveries deliveries;
    private final Tellings tellings;
    private final PersonalValues personal;
    private final Erasure erasure;
    private final MailConfig config;
    private final Jobs jobs;
    private final Clock clock;

    Posting(
            Deliveries deliveries,
            Tellings tellings,
            PersonalValues personal,
            Erasure erasure,
            MailConfig config,
            Jobs jobs,
            Clock clock) {
        this.deliveries = deliveries;
        this.tellings = tellings;
        this.personal = personal;
        this.erasure = erasure;
        this.config = config;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** In the transaction that records the acceptance: it is sent once a checkpoint covers it, or has been waited for long enough. */
    void accepted(@Observes AddressGiven given) {
        Instant now = clock.instant();
        Delivery delivery = new Delivery(Ids.next(), subject(given.acceptance()), false, "SERVICE", now);
        deliveries.hold(delivery.customer());
        post(delivery, now.plus(config.proofWait()), now);
    }

    /** In the transaction that makes the notice; where the customer gave no address, somebody else has to tell them. */
    void announced(@Observes ChangeAnnounced announced) {
        Telling telling = announced.telling();
        Instant now = clock.instant();
        deliveries
                .addressOf(telling.customer(), AddressGiven.FIELD)
                .map(acceptance -> subject(telling, acceptance, announced.locale()))
                .ifPresent(subject -> post(new Delivery(Ids.next(), subject, false, "SERVICE", now), now, now));
    }

    /** What was to go to an address that is erased does not go; what the relay said about it is erased with it. */
    void erased(@Observes Erased owner) {
        deliveries.addressed(owner.owner()).forEach(this::erase);
        // An address that was given for one mail about a notice goes with what is personal about the notice.
        deliveries.ofNotice(owner.owner()).stream()
                .filter(delivery -> personal.of(delivery.id()).containsKey(AddressGiven.FIELD))
                .forEach(this::erase);
    }

    private void erase(Delivery delivery) {
        delivery.forget();
        delivery.notSent(Delivery.Reason.ERASED, clock.instant());
        erasure.erase(new Erasure.Owner("delivery", delivery.id(), delivery.site(), delivery.customer()));
    }

    /**
     * Sends the papers of an acceptance again.
     *
     * @param email another address than the one that the acceptance names; null: that one
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when nothing can be sent, 429 when enough was
     */
    @Transactional(MANDATORY)
    Delivery again(Acceptance acceptance, @Nullable String email, Role by) {
        if (!config.usable())
            throw Problems.conflict(
                    "No mail relay is configured (gardefou.mail.host, gardefou.mail.from): nothing can be sent. The papers can be downloaded: GET /terms/v1/acceptances/%s/receipt/pdf and …/document/pdf."
                            .formatted(acceptance.id()));
        if (!acceptance.click())
            throw Problems.conflict(
                    "The acceptance was taken over from another system: there is no page that was shown here to be sent.");
        if (email == null && !personal.of(acceptance.id()).containsKey(AddressGiven.FIELD))
            throw Problems.conflict("No address is known for this acceptance: name one in `email`.");
        Instant now = clock.instant();
        deliveries.hold(acceptance.customer());
        bounded(
                deliveries.ofAcceptance(acceptance.id()),
                "/terms/v1/acceptances/%s/deliveries".formatted(acceptance.id()),
                now);
        return post(subject(acceptance), email, by, now);
    }

    /**
     * Sends a notice of a change again: because it did not arrive, or as the customer lost it. What was delivered before stays so; otherwise the days
     * run from when this one is sent.
     *
     * @param email another address than the last that the customer gave with an acceptance; null: that one
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when nothing can be sent, 429 when enough was
     */
    @Transactional(MANDATORY)
    Delivery again(Telling telling, @Nullable String email, Role by) {
        if (telling.withdrawn())
            throw Problems.conflict("The version was withdrawn: there is nothing to be told of it any more.");
        if (!config.usable())
            throw Problems.conflict(
                    "No mail relay is configured (gardefou.mail.host, gardefou.mail.from): nothing can be sent. Tell the customer otherwise, and report it: POST /terms/v1/change-notices/%s/delivery."
                            .formatted(telling.notice()));
        Optional<UUID> known = deliveries.addressOf(telling.customer(), AddressGiven.FIELD);
        if (email == null && known.isEmpty())
            throw Problems.conflict("No address of this customer is known: name one in `email`.");
        Instant now = clock.instant();
        deliveries.hold(telling.customer());
        bounded(
                deliveries.ofNotice(telling.notice()),
                "/terms/v1/change-notices/%s/deliveries".formatted(telling.notice()),
                now);
        Tellings.Reader reader = tellings.reader(telling.notice());
        return post(subject(telling, known.orElse(reader.acceptance()), reader.locale()), email, by, now);
    }

    /** One at a time, and no more in a day than somebody reads. */
    private void bounded(List<Delivery> before, String path, Instant now) {
        if (before.stream().anyMatch(Delivery::waiting))
            throw Problems.conflict("One is on its way: GET %s says how far it is.".formatted(path));
        List<Delivery> today = before.stream()
                .filter(one -> one.createdAt().isAfter(now.minus(DAY)))
                .toList();
        if (today.size() >= config.mostForOne())
            throw Problems.tooManyRequests(
                    Duration.between(now, today.getFirst().createdAt().plus(DAY)));
    }

    private Delivery post(Delivery.Subject subject, @Nullable String email, Role by, Instant now) {
        Delivery delivery = new Delivery(Ids.next(), subject, true, by.name(), now);
        if (email != null) personal.keep(delivery.id(), Map.of(AddressGiven.FIELD, email));
        post(delivery, now, now);
        return delivery;
    }

    private void post(Delivery delivery, Instant when, Instant now) {
        if (!config.usable()) delivery.notSent(Delivery.Reason.NO_RELAY, now);
        else if (delivery.notice() == null
                && deliveries.toCustomerSince(delivery.customer(), now.minus(DAY)) >= config.mostForCustomer())
            delivery.notSent(Delivery.Reason.TOO_MANY, now);
        deliveries.persistAndFlush(delivery);
        if (delivery.waiting()) jobs.submit(SendingJob.class, delivery.id().toString(), when);
    }

    private static Delivery.Subject subject(Telling telling, UUID addressOf, String locale) {
        return new Delivery.Subject(
                null,
                telling.notice(),
                addressOf,
                telling.customer(),
                telling.site(),
                telling.document(),
                telling.version(),
                locale);
    }

    private static Delivery.Subject subject(Acceptance acceptance) {
        UUID id = acceptance.id();
        return new Delivery.Subject(
                id,
                null,
                id,
                acceptance.customer(),
                null,
                acceptance.document(),
                acceptance.version(),
                acceptance.locale());
    }
}
