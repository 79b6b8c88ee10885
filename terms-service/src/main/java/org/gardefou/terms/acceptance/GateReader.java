package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.gardefou.kit.commit.SharedCommit;
import org.gardefou.terms.acceptance.Gate.Found;
import org.gardefou.terms.acceptance.Gate.Purpose;
import org.gardefou.terms.acceptance.Gate.Question;
import org.gardefou.terms.change.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the gate decides by. All of it in one statement, and questions that come at the same time in the same one; nothing is remembered
 * between two statements, so that whatever was committed before a question, by whichever process, is seen by it.
 */
@ApplicationScoped
class GateReader {

    /** One under way while the next gathers: more would only make the gatherings smaller. */
    private static final int READERS = 2;

    private static final int MOST = 200;
    private static final int WAITING = 5_000;

    // The arrays stand in queries of their own so that the planner does not see how long they are: it then keeps one
    // plan, by indexes, for any
    // number of questions, where it would make a new one for each execution.
    private static final String READ = """
            select d.id, v.id, v.number, clicked.id, clicked.provenance, clicked.orders, earlier.id, earlier.provenance, earlier.orders,
                express.id, express.changes
            from unnest((select ?::uuid[]), (select ?::uuid[]), (select ?::text[]), (select ?::timestamptz[]), (select ?::boolean[]))
                with ordinality as q (customer, plan, audience, at, continues, n)
            left join terms_document d on d.plan = q.plan and d.audience = q.audience
            -- The version in force.
            left join lateral (
                select e.id, e.number from terms_version e
                where e.document = d.id and e.state = 'PUBLISHED' and e.withdrawn_at is null and e.effective_from <= q.at
                order by e.effective_from desc, e.published_at desc limit 1) v on true
            -- A click on that very version, on whosever page; best one by which they ordered.
            left join lateral (
                select a.id, a.provenance, a.orders from acceptance a
                where a.customer = q.customer and a.terms_version = v.id and a.provenance <> 'IMPORTED'
                order by a.orders desc, a.id limit 1) clicked on true
            -- Without one: what was accepted of these terms last, and what came since that needs an express word.
            left join lateral (
                select a.id, a.provenance, a.orders, e.id as version, e.effective_from, e.published_at
                from acceptance a join terms_version e on e.id = a.terms_version
                where v.id is not null and clicked.id is null
                    and a.customer = q.customer and a.document = d.id and e.withdrawn_at is null
                order by e.published_at desc, a.id limit 1) earlier on true
            left join lateral (
                select e.id, e.changes from terms_version e
                where q.continues and e.document = d.id and e.state = 'PUBLISHED' and e.withdrawn_at is null
                    and e.effective_from between earlier.effective_from and q.at
                    and e.published_at > earlier.published_at and e.id <> earlier.version
                    and (e.changes is null or e.changes ->> 'consent' = 'EXPRESS')
                order by e.effective_from, e.published_at limit 1) express on true
            order by q.n""";

    private final SharedCommit<Question, Found> questions;
    private final ObjectMapper json;

    GateReader(AgroalDataSource dataSource, ObjectMapper json) {
        this.json = json;
        this.questions = SharedCommit.reading("gate", dataSource, READERS, MOST, WAITING, this::read);
    }

    /**
     * What there is to a question; complete on a reader's thread, which is not to be kept waiting.
     *
     * @throws SharedCommit.Overloaded when too many wait
     */
    CompletableFuture<Found> read(Question question) {
        return questions.storeLater(question);
    }

    @PreDestroy
    void close() {
        questions.close();
    }

    private List<Found> read(Connection connection, List<Question> asked) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            array(connection, select, 1, "uuid", asked, Question::customer);
            array(connection, select, 2, "uuid", asked, Question::plan);
            array(connection, select, 3, "text", asked, question -> question.audience()
                    .name());
            array(connection, select, 4, "timestamptz", asked, question -> question.at()
                    .toString());
            array(connection, select, 5, "boolean", asked, question -> question.purpose() == Purpose.CONTINUATION);
            List<Found> found = new ArrayList<>(asked.size());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) found.add(found(rows));
            }
            return found;
        }
    }

    private static <T> void array(
            Connection connection,
            PreparedStatement select,
            int place,
            String type,
            List<T> all,
            Function<T, Object> of)
            throws SQLException {
        select.setArray(
                place, connection.createArrayOf(type, all.stream().map(of).toArray()));
    }

    private Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                given(row, 4),
                given(row, 7),
                row.getObject(10, UUID.class) != null,
                verdict(row.getString(11)));
    }

    /** An acceptance in this column, where it comes from in the next, and whether it was an order in the one after. */
    private static Found.@Nullable Given given(ResultSet row, int column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null
                ? null
                : new Found.Given(id, Provenance.valueOf(row.getString(column + 1)), row.getBoolean(column + 2));
    }

    private @Nullable Verdict verdict(@Nullable String changes) {
        try {
            return changes == null ? null : json.readValue(changes, Verdict.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A version's changes cannot be read", e);
        }
    }
}
