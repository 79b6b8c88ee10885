package org.gardefou.terms.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.AcceptanceGiven;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Offer;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** Puts a contract under the version that binds it, and says so: by acceptance at once, by notice when its time has come. */
@ApplicationScoped
class Adoption {

    private final Contracts contracts;
    private final ChangeNotices notices;
    private final Editions editions;
    private final Announcements announcements;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Clock clock;

    Adoption(
            Contracts contracts,
            ChangeNotices notices,
            Editions editions,
            Announcements announcements,
            Outbox outbox,
            Ledger ledger,
            ObjectMapper json,
            Clock clock) {
        this.contracts = contracts;
        this.notices = notices;
        this.editions = editions;
        this.announcements = announcements;
        this.outbox = outbox;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The customer accepted a version for contracts that they have: those under earlier versions follow it. All others stay where they are: a
     * click for a new order says nothing of them.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 when one that was named is not theirs, not active, or not under these terms;
     *     409 when they said that they leave it
     */
    void accepted(@Observes AcceptanceGiven given) {
        if (given.contracts().isEmpty()) return;
        Edition edition = editions.findById(given.version());
        for (Contract contract : named(given)) {
            Edition under = editions.findById(contract.terms());
            if (edition.changes() == null || !edition.publication().isAfter(under.publication())) continue;
            ChangeNotice notice =
                    notices.of(contract.id(), edition.id()).orElseGet(() -> announcements.announce(contract, edition));
            if (notice.state() != ChangeNotice.State.OPEN) continue;
            notice.accepted(given);
            if (notice.binds(contract.terms(), clock.instant())) adopt(notice);
        }
    }

    private List<Contract> named(AcceptanceGiven given) {
        Instant now = clock.instant();
        List<Contract> found = contracts.active(given.customer(), given.document(), given.contracts()).stream()
                .filter(contract -> !contract.overAt(now))
                .toList();
        List<UUID> ids = found.stream().map(Contract::id).toList();
        given.contracts().stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The customer has no active contract %s under the terms that were accepted. List theirs with GET /terms/v1/contracts?customer=%s, and name those only; for a new order leave `contracts` out."
                            .formatted(id, given.customer()));
        });
        found.stream().filter(contract -> contract.endsAt() != null).findFirst().ifPresent(leaving -> {
            throw Problems.conflict(
                    "The customer said that they leave the contract %s, which ends at %s: accepting a version does not take that back. POST /terms/v1/contracts/%s/exit/withdrawal does; accept again then, or leave the contract out."
                            .formatted(leaving.id(), leaving.endsAt(), leaving.id()));
        });
        return found;
    }

    /** The version of a notice applies to its contract from now on; one that was withdrawn never does. */
    void adopt(ChangeNotice notice) {
        Edition edition = editions.hold(notice.edition());
        if (edition.withdrawn()) {
            notice.withdrawn();
            return;
        }
        Contract contract = contracts.findById(notice.contract());
        Instant since =
                notice.appliesAfter(contracts.terms(contract.id()).getFirst().since());
        contract.adopt(Offer.in(edition, json), edition, notice.acceptance());
        notice.bound();
        // One with the same first day that was published later is still to come.
        notices.open(contract.id()).stream()
                .filter(other ->
                        editions.findById(other.edition()).publication().isBefore(edition.publication()))
                .forEach(ChangeNotice::superseded);
        contracts.keep(new ContractTerms(contract.view(), notice.basis(), since));
        contracts.flush();
        tell(contract.view(), notice, since);
    }

    private void tell(ContractView contract, ChangeNotice notice, Instant since) {
        Instant now = clock.instant();
        outbox.add(Event.of(
                ContractEvents.TOPIC,
                ContractEvents.CHANGED,
                contract.site(),
                ContractEvents.Standing.of(contract, now)));
        Map<String, Object> data = new TreeMap<>(Map.of(
                "contract", contract.id(),
                "version", contract.terms().version(),
                "sha256", contract.terms().sha256(),
                "basis", notice.basis(),
                "notice", notice.id(),
                "since", since));
        if (notice.acceptance() != null) data.put("acceptance", notice.acceptance());
        ledger.append(new Fact(ContractEvents.CHANGED, now, contract.site(), contract.customer(), data));
    }
}
