package org.gardefou.terms.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.contract.ContractHistory;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what was promised under a contract and what happened to its site: as far back as it has a bearing on a time, so that the
 * work does not grow with a site's age.
 */
@ApplicationScoped
class Histories {

    private static final String COLUMNS = "select event, what, at, subject, code, certainty from conformance_fact ";

    private static final String DURING = COLUMNS + "where site = ? and at >= ? and what <> 'LOOKED'";

    /** Before, looks are of no account any more. */
    private static final String LOOKS = COLUMNS + "where site = ? and at >= ? and what = 'LOOKED'";

    /** What was last of its kind decides what a time began with. */
    private static final String LAST =
            COLUMNS + "where site = ? and what in (%s) and at < ? order by at desc, event desc limit 1";

    private static final List<String> STATES = Stream.of(
                    "'POINT_TAKEN'", "'SITE_DOWN', 'SITE_UP'", "'RESTORE_COMPLETED'")
            .map(LAST::formatted)
            .toList();

    /** What failed since the last restore that worked. */
    private static final String FAILED = COLUMNS + """
            where site = ? and what in ('RESTORE_FAILED', 'RESTORE_ROLLED_BACK') and at < ? and at > coalesce(
                (select max(at) from conformance_fact where site = ? and what = 'RESTORE_COMPLETED' and at < ?), '-infinity')""";

    private static final String ASSESSED = COLUMNS + "where site = ? and what = 'ASSESSED' and at >= ? and at < ?";

    private static final Set<What> POINT = EnumSet.of(What.POINT_TAKEN, What.POINT_CORRUPTED, What.POINT_EXPIRED);

    /** All that became of a point, however long ago. */
    private static final String POINTS =
            COLUMNS + "where what in ('POINT_TAKEN', 'POINT_CORRUPTED', 'POINT_EXPIRED') and subject = any (?)";

    /** A site comes and goes so seldom that all of it is read. */
    private static final String PRESENCE = COLUMNS + "where site = ? and what in ('SITE_THERE', 'SITE_GONE')";

    private final Rows rows;
    private final ConformanceConfig config;

    Histories(Rows rows, ConformanceConfig config) {
        this.rows = rows;
        this.config = config;
    }

    /** The history of a contract, for judgements of what is not before a moment. */
    History of(ContractHistory.Of contract, Instant from) {
        List<Agreed> agreed = agreed(contract);
        return History.of(agreed, facts(contract.site(), from, back(from, agreed)));
    }

    /** The versions of a contract with the times in which they applied; of the same moment the later one does. */
    static List<Agreed> agreed(ContractHistory.Of contract) {
        List<Agreed> agreed = new ArrayList<>();
        Instant end = contract.ended() == null ? Span.OPEN : contract.ended();
        List<ContractHistory.Term> terms = contract.terms();
        for (int i = 0; i < terms.size(); i++) {
            ContractHistory.Term term = terms.get(i);
            Instant from = term.since();
            Instant to = earlier(i + 1 < terms.size() ? terms.get(i + 1).since() : Span.OPEN, end);
            if (from.isBefore(to))
                agreed.add(
                        new Agreed(new Span(from, to), term.version(), term.number(), term.sha256(), term.promises()));
        }
        return agreed;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** From when on all facts are needed: what went may be owed for as long as points are kept. */
    private Instant back(Instant from, List<Agreed> agreed) {
        Duration longest = agreed.stream()
                .map(Agreed::promises)
                .filter(Promise.BACKUP::promisedBy)
                .flatMap(promises -> lengths(promises))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return from.minus(longest);
    }

    private Stream<Duration> lengths(Promises promises) {
        return Stream.of(promises.retention(), config.settings().oldest(promises.frequency()));
    }

    private Set<Observed> facts(UUID site, Instant from, Instant back) {
        Set<Observed> facts = new LinkedHashSet<>(rows.read(Histories::fact, DURING, site, back));
        facts.addAll(rows.read(Histories::fact, LOOKS, site, from.minus(config.look())));
        for (String last : STATES) facts.addAll(rows.read(Histories::fact, last, site, back));
        facts.addAll(rows.read(Histories::fact, PRESENCE, site));
        facts.addAll(rows.read(Histories::fact, FAILED, site, back, site, back));
        facts.stream()
                .filter(fact -> fact.what() == What.SITE_DOWN)
                .map(Observed::at)
                .min(Comparator.naturalOrder())
                .ifPresent(down -> facts.addAll(rows.read(Histories::fact, ASSESSED, site, down, back)));
        List<UUID> points = facts.stream()
                .filter(fact -> POINT.contains(fact.what()))
                .map(Observed::subject)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!points.isEmpty()) facts.addAll(rows.read(Histories::fact, POINTS, points));
        return facts;
    }

    private static Observed fact(ResultSet row) throws SQLException {
        @Nullable Instant at = Rows.time(row, 3);
        return new Observed(
                Rows.id(row, 1),
                What.valueOf(row.getString(2)),
                Objects.requireNonNull(at),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getString(6));
    }
}
