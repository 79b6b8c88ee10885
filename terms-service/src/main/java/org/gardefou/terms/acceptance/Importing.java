package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;

/** Takes acceptances over from another system: all of a request or none, each once, and never in the place of a click. */
@ApplicationScoped
class Importing {

    private static final String TOPIC = "gardefou.terms";

    private final Editions editions;
    private final Acceptances acceptances;
    private final ReferenceMarks marks;
    private final PersonalValues personal;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    Importing(
            Editions editions,
            Acceptances acceptances,
            ReferenceMarks marks,
            PersonalValues personal,
            Outbox outbox,
            Ledger ledger,
            Clock clock) {
        this.editions = editions;
        this.acceptances = acceptances;
        this.marks = marks;
        this.personal = personal;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    AcceptanceImport.Results take(AcceptanceImport wanted, Role recordedBy) {
        Instant now = clock.instant();
        Map<UUID, Edition> versions = checked(wanted, now);
        List<AcceptanceImport.Result> results = new ArrayList<>();
        for (AcceptanceImport.Item item : wanted.items())
            results.add(take(wanted.source(), item, versions, recordedBy, now));
        return new AcceptanceImport.Results(results);
    }

    private Map<UUID, Edition> checked(AcceptanceImport wanted, Instant now) {
        Map<UUID, Edition> versions = new HashMap<>();
        Set<String> references = new HashSet<>();
        List<Violation> wrong = new ArrayList<>();
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < wanted.items().size(); i++) {
            AcceptanceImport.Item item = wanted.items().get(i);
            String at = "/items/" + i;
            editions.findByIdOptional(item.version())
                    .filter(Edition::published)
                    .ifPresentOrElse(
                            edition -> versions.put(edition.id(), edition),
                            () -> unknown.add(
                                    new Violation(
                                            at + "/version",
                                            "is no published version; publish the terms that were accepted, and name that version")));
            if (item.at().isAfter(now)) wrong.add(new Violation(at + "/at", "must not be in the future"));
            if (!references.add(item.reference()))
                wrong.add(new Violation(at + "/reference", "is in the request twice; leave one out"));
        }
        if (!wrong.isEmpty()) throw Problems.validation(wrong);
        if (!unknown.isEmpty())
            throw Problems.builder(
                            ProblemType.UNPROCESSABLE,
                            "Nothing was taken over: the violations name versions that are not published here. Publish what was accepted, and send the request again.")
                    .with("violations", unknown)
                    .build();
        return versions;
    }

    private AcceptanceImport.Result take(
            String source, AcceptanceImport.Item item, Map<UUID, Edition> versions, Role recordedBy, Instant now) {
        String mark = marks.of(item.reference());
        Optional<Acceptance> known = acceptances.imported(source, mark, item.referenceSha256());
        if (known.isPresent()) return known(item, known.get());
        Optional<Acceptance> click = acceptances.clicked(item.customer(), item.version());
        if (click.isPresent()) return result(item, AcceptanceImport.Outcome.CLICK_STANDS, click.get());
        Edition edition = versions.get(item.version());
        if (edition == null) throw new IllegalStateException("Version " + item.version() + " was not looked up");
        UUID id = Ids.next();
        Map<String, Object> commitments = personal.keep(id, item.personal());
        Referred referred = new Referred(String.valueOf(commitments.get("reference")), mark);
        Acceptance acceptance = new Acceptance(id, edition, source, item, referred, recordedBy, now);
        acceptances.persistAndFlush(acceptance);
        tell(acceptance, source, item, referred, commitments, now);
        return result(item, AcceptanceImport.Outcome.IMPORTED, acceptance);
    }

    private static AcceptanceImport.Result known(AcceptanceImport.Item item, Acceptance before) {
        if (before.customer().equals(item.customer()) && before.version().equals(item.version()))
            return result(item, AcceptanceImport.Outcome.KNOWN, before);
        throw Problems.own(
                "terms/import-contradicts",
                409,
                "An acceptance was taken over differently before",
                "The reference %s was taken over before, as the acceptance %s of the customer %s. Nothing of this request was taken over: give what is another acceptance another reference."
                        .formatted(item.reference(), before.id(), before.customer()));
    }

    private static AcceptanceImport.Result result(
            AcceptanceImport.Item item, AcceptanceImport.Outcome outcome, Acceptance acceptance) {
        return new AcceptanceImport.Result(item.reference(), outcome, acceptance.id());
    }

    private void tell(
            Acceptance acceptance,
            String source,
            AcceptanceImport.Item item,
            Referred referred,
            Map<String, Object> commitments,
            Instant now) {
        outbox.add(Event.of(
                TOPIC,
                AcceptanceImported.TYPE,
                acceptance.document(),
                new AcceptanceImported(
                        acceptance.id(),
                        acceptance.document(),
                        acceptance.version(),
                        acceptance.customer(),
                        source,
                        referred.commitment(),
                        acceptance.at())));
        Map<String, Object> data = new TreeMap<>();
        data.put("acceptance", acceptance.id());
        data.put("version", acceptance.version());
        data.put("provenance", Provenance.IMPORTED);
        data.put("source", source);
        data.put("claimedAt", acceptance.at());
        data.put("evidence", item.evidence().kind());
        data.put("recordedBy", acceptance.recordedBy());
        data.put("commitments", commitments);
        // The moment of the entry is that of the import: what it claims about an earlier one is data.
        ledger.append(new Fact(AcceptanceImported.TYPE, now, null, acceptance.customer(), data));
    }
}
