package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Rendition;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;
import org.gardefou.terms.mandate.Mandate;
import org.gardefou.terms.mandate.Mandates;
import org.jspecify.annotations.Nullable;

/** Checks a click against what was really shown, and records it with its evidence. */
@ApplicationScoped
class Recording {

    private static final String TOPIC = "gardefou.terms";

    /** How far the clock of a system that relays a click may be ahead of ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Editions editions;
    private final Acceptances acceptances;
    private final Mandates mandates;
    private final OrderJudge orders;
    private final jakarta.enterprise.event.Event<AcceptanceGiven> given;
    private final jakarta.enterprise.event.Event<AddressGiven> addressed;
    private final PersonalValues personal;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    Recording(
            Editions editions,
            Acceptances acceptances,
            Mandates mandates,
            OrderJudge orders,
            jakarta.enterprise.event.Event<AcceptanceGiven> given,
            jakarta.enterprise.event.Event<AddressGiven> addressed,
            PersonalValues personal,
            Ledger ledger,
            Outbox outbox,
            Clock clock) {
        this.editions = editions;
        this.acceptances = acceptances;
        this.mandates = mandates;
        this.orders = orders;
        this.given = given;
        this.addressed = addressed;
        this.personal = personal;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Records a click.
     *
     * @param agent who clicked for the customer; null: the customer did
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when the version cannot be accepted, another page was shown, the agent has no mandate, or an order
     *     was placed by a button that does not say so
     */
    Acceptance record(UUID customer, @Nullable UUID agent, NewAcceptance click, Role recordedBy) {
        return record(customer, agent, click, null, recordedBy);
    }

    /**
     * Records a click.
     *
     * @param page of ours on which it was; null: it was on somebody else's
     */
    Acceptance record(
            UUID customer, @Nullable UUID agent, NewAcceptance click, @Nullable HostedPage page, Role recordedBy) {
        Edition edition = editions.findByIdOptional(click.version())
                .filter(Edition::published)
                .map(found -> editions.hold(found.id()))
                .orElseThrow(() -> Problems.of(
                        ProblemType.UNPROCESSABLE,
                        "There is no published version %s. Publish it, or take the version that was shown."
                                .formatted(click.version())));
        Instant now = clock.instant();
        Acting acting = acting(customer, agent, edition, click, now);
        requireShown(edition, click);
        Instant at = clicked(edition, click.at(), now);
        requireToCome(edition, at);
        boolean order = orders.judge(edition.document(), click, at);
        Acceptance acceptance = new Acceptance(Ids.next(), edition, acting, click, order, page, recordedBy, at, now);
        acceptances.persistAndFlush(acceptance);
        tell(acceptance, commitments(acceptance.id(), click, page));
        given.fire(new AcceptanceGiven(
                acceptance.id(), customer, edition.document(), edition.id(), at, acceptance.contracts()));
        if (click.email() != null) addressed.fire(new AddressGiven(acceptance));
        return acceptance;
    }

    private Acting acting(UUID customer, @Nullable UUID agent, Edition edition, NewAcceptance click, Instant now) {
        if (agent == null || agent.equals(customer)) return Acting.self(customer);
        Instant at = click.at() == null ? now : click.at();
        return new Acting(
                customer,
                agent,
                mandates.demand(agent, customer, Mandate.Scope.ACCEPT_TERMS, edition.document(), at)
                        .id());
    }

    /** What was withdrawn never comes into force, and what was superseded when the customer clicked was shown by mistake. */
    private void requireToCome(Edition edition, Instant at) {
        if (edition.withdrawn())
            throw Problems.own(
                    "terms/version-withdrawn",
                    422,
                    "The version was withdrawn",
                    "Version %d never comes into force. Show the version in force: GET /terms/v1/documents/%s/standing names it."
                            .formatted(edition.number(), edition.document()));
        editions.inForce(edition.document(), at)
                .filter(inForce -> inForce.publication().isAfter(edition.publication()))
                .ifPresent(inForce -> {
                    throw Problems.own(
                            "terms/version-superseded",
                            422,
                            "The version is superseded",
                            "Version %d was in force in its place when the customer clicked. Show them that one (GET /terms/v1/versions/%s/renditions/fr) and record the acceptance of it."
                                    .formatted(inForce.number(), inForce.id()));
                });
    }

    private void requireShown(Edition edition, NewAcceptance click) {
        Rendition rendition = editions.rendition(edition.id(), click.locale())
                .orElseThrow(() -> new IllegalStateException("A published version has a rendition in every language"));
        if (!rendition.sha256().equals(click.renditionSha256()))
            throw Problems.ownBuilder(
                            "terms/other-page-shown",
                            422,
                            "Another page was shown",
                            "The hash is not that of the page of version %d in %s, which is %s. Show the customer that page (GET /terms/v1/versions/%s/renditions/%s) and record the acceptance of it."
                                    .formatted(
                                            edition.number(),
                                            click.locale().tag(),
                                            rendition.sha256(),
                                            edition.id(),
                                            click.locale().tag()))
                    .with("expected", rendition.sha256())
                    .build();
    }

    private static Instant clicked(Edition edition, @Nullable Instant at, Instant now) {
        if (at == null) return now;
        if (at.isAfter(now.plus(TOLERANCE)))
            throw Problems.validation("/at", "must not be in the future; leave it out for now");
        if (at.isBefore(edition.publication()))
            throw Problems.validation(
                    "/at",
                    "must not be before the publication at " + edition.publication() + "; nobody was shown it then");
        return at.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    private Map<String, Object> commitments(UUID acceptance, NewAcceptance click, @Nullable HostedPage page) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", click.by().name());
        put(values, "ip", click.ip());
        put(values, "userAgent", click.userAgent());
        put(values, "session", click.session());
        put(values, "vouchedBy", page == null ? null : page.subject());
        put(values, "sentTo", page == null ? null : page.sentTo());
        put(values, AddressGiven.FIELD, click.email());
        return personal.keep(acceptance, values);
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) values.put(field, value);
    }

    private void tell(Acceptance acceptance, Map<String, Object> commitments) {
        String shown = Objects.requireNonNull(acceptance.renditionSha256());
        outbox.add(Event.of(
                TOPIC,
                AcceptanceRecorded.TYPE,
                acceptance.document(),
                new AcceptanceRecorded(
                        acceptance.id(),
                        acceptance.document(),
                        acceptance.version(),
                        acceptance.customer(),
                        acceptance.locale(),
                        shown,
                        acceptance.at())));
        Map<String, Object> data = new TreeMap<>();
        data.put("acceptance", acceptance.id());
        data.put("version", acceptance.version());
        data.put("locale", acceptance.locale());
        data.put("renditionSha256", shown);
        if (acceptance.agent() != null) data.put("agent", acceptance.agent());
        if (acceptance.mandate() != null) data.put("mandate", acceptance.mandate());
        if (!acceptance.contracts().isEmpty()) data.put("contracts", acceptance.contracts());
        if (acceptance.page() != null) {
            data.put("page", acceptance.page());
            data.put("provenance", acceptance.provenance());
        }
        data.put("recordedBy", acceptance.recordedBy());
        data.put("recordedAt", acceptance.recordedAt());
        if (acceptance.orders()) data.put("orders", true);
        data.put("buttonTextSha256", Canonical.sha256(Objects.requireNonNull(acceptance.buttonText())));
        data.put("boxesSha256", Canonical.sha256(String.join("\n", acceptance.boxes())));
        data.put("commitments", commitments);
        ledger.append(new Fact(AcceptanceRecorded.TYPE, acceptance.at(), null, acceptance.customer(), data));
    }
}
