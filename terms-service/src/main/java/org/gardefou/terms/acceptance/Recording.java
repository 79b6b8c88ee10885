package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** Checks a click against what was really shown, and records it with its evidence. */
@ApplicationScoped
class Recording {

    private static final String TOPIC = "gardefou.terms";

    /** How far the clock of a system that relays a click may be ahead of ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Editions editions;
    private final Acceptances acceptances;
    private final PersonalValues personal;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    Recording(
            Editions editions,
            Acceptances acceptances,
            PersonalValues personal,
            Ledger ledger,
            Outbox outbox,
            Clock clock) {
        this.editions = editions;
        this.acceptances = acceptances;
        this.personal = personal;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    Acceptance record(UUID customer, NewAcceptance click, Role recordedBy) {
        Edition edition = editions.findByIdOptional(click.version())
                .filter(Edition::published)
                .orElseThrow(() -> Problems.of(
                        ProblemType.UNPROCESSABLE,
                        "There is no published version %s. Publish it, or take the version that was shown."
                                .formatted(click.version())));
        requireShown(edition, click);
        Instant now = clock.instant();
        Instant at = clicked(edition, click.at(), now);
        Acceptance acceptance = new Acceptance(Ids.next(), edition, customer, click, recordedBy, at, now);
        acceptances.persistAndFlush(acceptance);
        tell(acceptance, commitments(acceptance.id(), click));
        return acceptance;
    }

    private void requireShown(Edition edition, NewAcceptance click) {
        Rendition rendition = editions.rendition(edition.id(), click.locale())
                .orElseThrow(() -> new IllegalStateException("A published version has a rendition in every language"));
        if (!rendition.sha256().equals(click.renditionSha256()))
            throw Problems.builder(
                            ProblemType.UNPROCESSABLE,
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

    private Map<String, Object> commitments(UUID acceptance, NewAcceptance click) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", click.by().name());
        put(values, "ip", click.ip());
        put(values, "userAgent", click.userAgent());
        put(values, "session", click.session());
        return personal.keep(acceptance, values);
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) values.put(field, value);
    }

    private void tell(Acceptance acceptance, Map<String, Object> commitments) {
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
                        acceptance.renditionSha256(),
                        acceptance.at())));
        Map<String, Object> data = new TreeMap<>();
        data.put("acceptance", acceptance.id());
        data.put("version", acceptance.version());
        data.put("locale", acceptance.locale());
        data.put("renditionSha256", acceptance.renditionSha256());
        data.put("recordedBy", acceptance.recordedBy());
        data.put("recordedAt", acceptance.recordedAt());
        data.put("buttonTextSha256", Canonical.sha256(acceptance.buttonText()));
        data.put("boxesSha256", Canonical.sha256(String.join("\n", acceptance.boxes())));
        data.put("commitments", commitments);
        ledger.append(new Fact(AcceptanceRecorded.TYPE, acceptance.at(), null, acceptance.customer(), data));
    }
}
