package org.gardefou.terms.contract;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.plan.Level;

/** What stands between the hoster and a site's customer: the active contract and the topics of the version accepted with it. */
@ApplicationScoped
public class AcceptedTerms {

    private final Contracts contracts;
    private final EntityManager entities;

    AcceptedTerms(Contracts contracts, EntityManager entities) {
        this.contracts = contracts;
        this.entities = entities;
    }

    /**
     * The contract of a site, and what was accepted.
     *
     * @param clauses the codes of the accepted version, in order
     * @param backups whether it promises backups by the hoster
     * @param basis why that version applies
     */
    public record Standing(
            UUID contract,
            Level level,
            UUID version,
            String sha256,
            UUID acceptance,
            List<String> clauses,
            Audience audience,
            boolean backups,
            Basis basis) {}

    /**
     * What stood for a site at a moment; empty without an active contract then. What is told late is judged by the terms of its time, not
     * by those that were accepted or ended since.
     */
    public Optional<Standing> at(UUID site, Instant moment) {
        return contracts.activeAt(site, moment).flatMap(contract -> contracts.terms(contract.id()).stream()
                .filter(terms -> !terms.since().isAfter(moment))
                .findFirst()
                .map(terms -> standing(contract, terms)));
    }

    /** What stands for a site now, if the caller may see it. */
    public Optional<Standing> visible(UUID site, Visibility visibility) {
        return contracts
                .visibleActive(site, visibility)
                .map(contract ->
                        standing(contract, contracts.terms(contract.id()).getFirst()));
    }

    private Standing standing(Contract contract, ContractTerms terms) {
        List<String> clauses = entities.createQuery(
                        "select c.code from Edition e join e.clauses id, Clause c where e.id = :edition and c.id = id"
                                + " order by c.code",
                        String.class)
                .setParameter("edition", terms.edition())
                .getResultList();
        return new Standing(
                contract.id(),
                terms.level(),
                terms.edition(),
                terms.sha256(),
                terms.acceptance(),
                clauses,
                contract.audience(),
                terms.backups(),
                terms.basis());
    }
}
