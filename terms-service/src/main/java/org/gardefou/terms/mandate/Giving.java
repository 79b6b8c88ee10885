package org.gardefou.terms.mandate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.document.Documents;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** Records mandates and their revocation, with their evidence. */
@ApplicationScoped
class Giving {

    private static final String TOPIC = "gardefou.terms";
    private static final String GIVEN = "mandate.given";
    private static final String REVOKED = "mandate.revoked";

    private final Mandates mandates;
    private final Documents documents;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    Giving(Mandates mandates, Documents documents, Outbox outbox, Ledger ledger, Clock clock) {
        this.mandates = mandates;
        this.documents = documents;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The data of {@code mandate.given} and {@code mandate.revoked}. */
    record Told(UUID mandate, UUID agent, UUID principal, Instant at) {}

    Mandate give(UUID principal, MandateResource.NewMandate wanted, Role recordedBy) {
        if (principal.equals(wanted.agent()))
            throw Problems.validation("/agent", "must be another customer than the one who gives the mandate");
        Instant now = clock.instant();
        Instant from = wanted.validFrom() == null ? now : wanted.validFrom();
        if (wanted.validTo() != null && !wanted.validTo().isAfter(from))
            throw Problems.validation("/validTo", "must be after validFrom; leave it out where the mandate has no end");
        if (wanted.document() != null
                && documents.findByIdOptional(wanted.document()).isEmpty())
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "There are no terms %s. List them with GET /terms/v1/documents, or leave `document` out for a mandate under all."
                            .formatted(wanted.document()));
        Mandate mandate = new Mandate(Ids.next(), principal, wanted, from, recordedBy, now);
        mandates.persistAndFlush(mandate);
        MandateView view = mandate.view();
        Map<String, Object> data = new TreeMap<>(Map.of(
                "scopes", view.scopes(),
                "validFrom", view.validFrom(),
                "evidenceSha256", view.evidenceSha256(),
                "recordedBy", recordedBy));
        if (view.validTo() != null) data.put("validTo", view.validTo());
        if (view.document() != null) data.put("document", view.document());
        tell(GIVEN, mandate, now, data);
        return mandate;
    }

    void revoke(Mandate mandate) {
        Instant now = clock.instant();
        if (!mandate.revoke(now)) return;
        mandates.flush();
        tell(REVOKED, mandate, now, new TreeMap<>());
    }

    private void tell(String kind, Mandate mandate, Instant now, Map<String, Object> data) {
        outbox.add(Event.of(
                TOPIC, kind, mandate.principal(), new Told(mandate.id(), mandate.agent(), mandate.principal(), now)));
        data.put("mandate", mandate.id());
        data.put("agent", mandate.agent());
        ledger.append(new Fact(kind, now, null, mandate.principal(), data));
    }
}
