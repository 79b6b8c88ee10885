package org.gardefou.terms.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;

/** The statements; of each month of a contract the one with the greatest number holds. */
@ApplicationScoped
class Statements implements PanacheRepositoryBase<Statement, UUID> {

    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    private final ObjectMapper json;

    Statements(ObjectMapper json) {
        this.json = json;
    }

    Optional<Statement> latest(UUID contract, YearMonth month) {
        return find("contract = ?1 and month = ?2 order by number desc", contract, month.atDay(1))
                .firstResultOptional();
    }

    /** The months of a contract that were stated, from one on, in their order. */
    List<YearMonth> closedSince(UUID contract, YearMonth first) {
        return find("contract = ?1 and month >= ?2 and number = 1 order by month", contract, first.atDay(1)).stream()
                .map(Statement::month)
                .toList();
    }

    Optional<Statement> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Statement> page(PageRequest request, Visibility visibility, UUID site) {
        return Listing.of(visibility.where("customer", CONNECTION))
                .with("site", site)
                .newestFirst(this, request, Statement::id);
    }

    /** What a statement says, read from the very text that its hash is of. */
    StatementContent content(Statement statement) {
        try {
            return json.readValue(statement.canonical(), StatementContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Statement " + statement.id() + " cannot be read", e);
        }
    }
}
