package org.gardefou.terms.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.acceptance.Acceptances;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.Document;
import org.gardefou.terms.document.Documents;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Offer;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.plan.Plans;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;

/** Makes and ends contracts; every condition that fails says what would fulfil it. */
@ApplicationScoped
class Contracting {

    private final Contracts contracts;
    private final Sites sites;
    private final Plans plans;
    private final Documents documents;
    private final Editions editions;
    private final Acceptances acceptances;
    private final Announcements announcements;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Clock clock;

    Contracting(
            Contracts contracts,
            Sites sites,
            Plans plans,
            Documents documents,
            Editions editions,
            Acceptances acceptances,
            Announcements announcements,
            Outbox outbox,
            Ledger ledger,
            ObjectMapper json,
            Clock clock) {
        this.contracts = contracts;
        this.sites = sites;
        this.plans = plans;
        this.documents = documents;
        this.editions = editions;
        this.acceptances = acceptances;
        this.announcements = announcements;
        this.outbox = outbox;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    Contract activate(ContractResource.NewContract wanted) {
        requireSite(wanted.site(), wanted.customer());
        Plan plan = plans.findByIdOptional(wanted.plan())
                .orElseThrow(() -> cannot(
                        "There is no plan %s. List the plans with GET /terms/v1/plans.".formatted(wanted.plan())));
        Acceptance acceptance = acceptances
                .findByIdOptional(wanted.acceptance())
                .filter(found -> found.customer().equals(wanted.customer()))
                .orElseThrow(() -> cannot(
                        "There is no acceptance %s of the customer %s. Record the customer's acceptance with POST /terms/v1/acceptances first."
                                .formatted(wanted.acceptance(), wanted.customer())));
        Instant now = clock.instant();
        requireFor(wanted.audience(), acceptance);
        Edition terms = inForce(wanted, plan, now);
        requireOf(terms, acceptance);
        contracts.active(wanted.site()).ifPresent(active -> {
            throw Problems.conflict(
                    "The site has the active contract %s. End it with POST /terms/v1/contracts/%s/end first."
                            .formatted(active.id(), active.id()));
        });
        Contract contract = new Contract(
                Ids.next(),
                wanted.site(),
                Offer.in(terms, json),
                wanted.audience(),
                wanted.locale(),
                acceptance,
                terms,
                now);
        contracts.persistAndFlush(contract);
        contracts.keep(new ContractTerms(contract.view(), acceptance.click() ? Basis.ACCEPTED : Basis.IMPORTED, now));
        tellActivated(contract.view());
        // What is scheduled already is told to who comes now as well.
        editions.following(terms).stream()
                .filter(version -> version.changes() != null)
                .forEach(version -> announcements.announce(contract, version));
        return contract;
    }

    /** What is written for others is not what this customer was told. */
    private void requireFor(Audience audience, Acceptance acceptance) {
        Audience accepted = documents.findById(acceptance.document()).audience();
        if (accepted != audience)
            throw Problems.own(
                    "terms/other-audience",
                    422,
                    "The acceptance is of terms for another audience",
                    "The customer accepted terms for %s, and the contract is for %s. Let them accept the version in force for the latter, or make the contract for whom they are."
                            .formatted(accepted, audience));
    }

    /** Who accepted something else is bound by nothing of this. */
    private static void requireOf(Edition terms, Acceptance acceptance) {
        if (acceptance.version().equals(terms.id())) return;
        if (acceptance.document().equals(terms.document()))
            throw Problems.own(
                    "terms/version-superseded",
                    422,
                    "The version is superseded",
                    "The acceptance is of another version than the one in force, which is version %d (%s). Let the customer accept that one."
                            .formatted(terms.number(), terms.id()));
        throw cannot(
                "The acceptance is of the terms of another plan. Let the customer accept version %d (%s) of this one."
                        .formatted(terms.number(), terms.id()));
    }

    /** Ends it now, or when its customer said, if that was before: it never lasts until somebody gets to it. */
    void end(Contract contract) {
        if (contract.ended()) throw Problems.conflict("The contract has ended already; nothing is left to do.");
        Instant now = clock.instant();
        Instant ended = contract.overAt(now) && contract.endsAt() != null ? contract.endsAt() : now;
        contract.end(ended);
        contracts.flush();
        outbox.add(Event.of(
                ContractEvents.TOPIC,
                ContractEvents.ENDED,
                contract.site(),
                new ContractEvents.Ended(contract.id(), contract.site(), contract.customer(), ended)));
        ledger.append(new Fact(
                ContractEvents.ENDED, ended, contract.site(), contract.customer(), Map.of("contract", contract.id())));
    }

    private void requireSite(UUID id, UUID customer) {
        Site site = sites.findByIdOptional(id).orElseThrow(() -> Problems.notKnownYet("site", id));
        if (site.removed())
            throw cannot("The site %s was removed. Register it anew, then make the contract.".formatted(id));
        if (!site.customer().equals(customer))
            throw cannot("The site %s belongs to another customer than %s. Check both ids.".formatted(id, customer));
    }

    private Edition inForce(ContractResource.NewContract wanted, Plan plan, Instant now) {
        Document document = documents
                .of(plan.id(), wanted.audience())
                .orElseThrow(() -> cannot("The plan %s has no terms for %s. Create them with POST /terms/v1/documents."
                        .formatted(plan.code(), wanted.audience())));
        return editions.inForce(document.id(), now)
                .orElseThrow(() -> cannot(
                        "No version of the terms of plan %s is in force. Publish one, or wait until its effective date."
                                .formatted(plan.code())));
    }

    private void tellActivated(ContractView contract) {
        outbox.add(Event.of(
                ContractEvents.TOPIC,
                ContractEvents.ACTIVATED,
                contract.site(),
                ContractEvents.Standing.of(contract, contract.activatedAt())));
        ledger.append(new Fact(
                ContractEvents.ACTIVATED,
                contract.activatedAt(),
                contract.site(),
                contract.customer(),
                Map.of(
                        "contract", contract.id(),
                        "plan", contract.plan().id(),
                        "acceptance", contract.acceptance(),
                        "version", contract.terms().version(),
                        "sha256", contract.terms().sha256(),
                        "audience", contract.audience())));
    }

    private static RuntimeException cannot(String detail) {
        return Problems.of(ProblemType.UNPROCESSABLE, detail);
    }
}
