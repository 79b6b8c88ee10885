package org.gardefou.terms.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Offer;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/** What was promised to a site, from when to when. Inside a transaction. */
@ApplicationScoped
public class ContractHistory {

    /** What published versions offer never changes, and there are few of them. */
    private final Map<UUID, Published> published = new ConcurrentHashMap<>();

    private final Contracts contracts;
    private final Editions editions;
    private final ObjectMapper json;

    ContractHistory(Contracts contracts, Editions editions, ObjectMapper json) {
        this.contracts = contracts;
        this.editions = editions;
        this.json = json;
    }

    /**
     * One contract of a site.
     *
     * @param ended null while nothing is said of its end
     * @param terms the versions that applied, in their order; the last until the end
     */
    public record Of(
            UUID contract,
            UUID site,
            UUID customer,
            Instant activated,
            @Nullable Instant ended,
            List<Term> terms) {}

    /** One version, from the moment that it applied. */
    public record Term(Instant since, UUID version, int number, String sha256, String plan, Promises promises) {}

    private record Published(int number, Offer offer) {}

    /** The contracts of a site, the first one first. */
    public List<Of> of(UUID site) {
        return contracts.list("site = ?1 order by activatedAt, id", site).stream()
                .map(this::of)
                .toList();
    }

    private Of of(Contract contract) {
        ContractView view = contract.view();
        return new Of(
                view.id(),
                view.site(),
                view.customer(),
                view.activatedAt(),
                view.endedAt() == null ? view.endsAt() : view.endedAt(),
                terms(view.id()));
    }

    private List<Term> terms(UUID contract) {
        List<Term> terms = new ArrayList<>();
        for (ContractTerms row : contracts.terms(contract).reversed()) {
            Published version = published.computeIfAbsent(row.edition(), this::read);
            terms.add(new Term(
                    row.since(),
                    row.edition(),
                    version.number,
                    row.sha256(),
                    version.offer.code(),
                    version.offer.promises()));
        }
        return terms;
    }

    private Published read(UUID version) {
        Edition edition = editions.findById(version);
        return new Published(edition.number(), Offer.in(edition, json));
    }
}
