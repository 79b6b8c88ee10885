package org.gardefou.terms.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.contract.ContractHistory;
import org.gardefou.terms.plan.Promises;

/**
 * Puts together what was promised under a contract and what happened to its site: as far back as it has a bearing on a time, so that the
 * work does not grow with a site's age.
 */
@ApplicationScoped
class Histories {

    private static final String COLUMNS = "select event, what, at, subject, code, certainty from conformance_fact ";

    /** Looks are kept as times since V40; what a version before still told while it was replaced counts for nothing. */
    static final String DURING = COLUMNS + "where site = ? and at >= ? and what <> 'LOOKED'";

    static final String WATCHED = """
            select lower(part), upper(part) from conformance_watched, unnest(watched) part
            where site = ? and day between ? and ?""";

    /** What was last of its kind decides what a time began with. */
    private static final String LAST =
            COLUMNS + "where site = ? and what = '%s' and at < ? order by at desc, event desc limit 1";

    static final String LAST_POINT = LAST.formatted(What.POINT_TAKEN);

    static final String LAST_RESTORE = LAST.formatted(What.RESTORE_COMPLETED);

    static final String LAST_DRILL = LAST.formatted(What.DRILL_PASSED);

    static final String LAST_RESPONSE = LAST.formatted(What.RESPONSE_GIVEN);

    /** What was late since the last request that was answered in time. */
    static final String LATE = COLUMNS + """
            where site = ? and what = 'RESPONSE_LATE' and at < ? and at > coalesce(
                (select max(at) from conformance_fact where site = ? and what = 'RESPONSE_GIVEN' and at < ?), '-infinity')""";

    /** That a restore works is shown by the last point that was restored in a place apart, too. */
    static final String LAST_BOOTED = COLUMNS + """
            where site = ? and what = 'POINT_VERIFIED' and code = 'BOOTED' and at < ? order by at desc, event desc limit 1""";

    /** Of an outage that goes on its first telling counts, however often it was told since. */
    private static final String WENT_DOWN = """
            where site = ? and what = 'SITE_DOWN' and at < ? and at > coalesce(
                (select max(at) from conformance_fact where site = ? and what = 'SITE_UP' and at < ?), '-infinity')
            order by at, event limit 1""";

    static final String DOWN = COLUMNS + WENT_DOWN;

    static final String DOWN_SINCE = "select at from conformance_fact " + WENT_DOWN;

    /** What failed since the last restore that worked. */
    static final String FAILED = COLUMNS + """
            where site = ? and what in ('RESTORE_FAILED', 'RESTORE_ROLLED_BACK') and at < ? and at > coalesce(
                (select max(at) from conformance_fact where site = ? and what = 'RESTORE_COMPLETED' and at < ?), '-infinity')""";

    /** What failed since it last was shown in any way that a restore works. */
    static final String FAILED_DRILLS = COLUMNS + """
            where site = ? and what = 'DRILL_FAILED' and at < ? and at > coalesce(
                (select max(at) from conformance_fact where site = ? and what in ('DRILL_PASSED', 'RESTORE_COMPLETED') and at < ?), '-infinity')""";

    static final String ASSESSED = COLUMNS + "where site = ? and what = 'ASSESSED' and at >= ? and at < ?";

    private static final Set<What> POINT =
            EnumSet.of(What.POINT_TAKEN, What.POINT_CORRUPTED, What.POINT_VERIFIED, What.POINT_EXPIRED);

    /** All that became of a point, however long ago. */
    static final String POINTS = COLUMNS
            + "where what in ('POINT_TAKEN', 'POINT_CORRUPTED', 'POINT_VERIFIED', 'POINT_EXPIRED') and subject = any (?)";

    /** A site comes and goes so seldom that all of it is read. */
    static final String PRESENCE = COLUMNS + "where site = ? and what in ('SITE_THERE', 'SITE_GONE')";

    private final Rows rows;
    private final ConformanceConfig config;

    Histories(Rows rows, ConformanceConfig config) {
        this.rows = rows;
        this.config = config;
    }

    /** The history of a contract, for judgements of a window and of the moments in it. */
    History of(ContractHistory.Of contract, Span window) {
        List<Agreed> agreed = agreed(contract);
        return History.of(
                agreed, facts(contract.site(), back(window.from(), agreed.stream())), watched(contract.site(), window));
    }

    /** What was heard of a site before a moment, and has a bearing on the time from then on under any of its contracts. */
    List<Observed> bearingOn(UUID site, List<ContractHistory.Of> contracts, Instant from) {
        Stream<Agreed> agreed = contracts.stream().flatMap(contract -> agreed(contract).stream());
        return facts(site, back(from, agreed)).stream()
                .filter(fact -> fact.at().isBefore(from))
                .toList();
    }

    /** When an outage began that went on at a moment; empty where none did. */
    Optional<Instant> wentDown(UUID site, Instant moment) {
        Instant after = moment.plusNanos(1000);
        return rows.read(row -> moment(row, 1), DOWN_SINCE, site, after, site, moment).stream()
                .findFirst();
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

    /**
     * From when on all facts are needed: what went may be owed for as long as points are kept, and whether any other was good by then is shown by
     * those that were taken as long before that.
     */
    private Instant back(Instant from, Stream<Agreed> agreed) {
        Duration longest = agreed.map(Agreed::promises)
                .filter(Promise.BACKUP::promisedBy)
                .flatMap(promises -> lengths(promises))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return from.minus(longest.multipliedBy(2));
    }

    private Stream<Duration> lengths(Promises promises) {
        return Stream.of(promises.retention(), config.settings().oldest(promises.frequency()));
    }

    private Spans watched(UUID site, Span window) {
        return Spans.of(rows.read(
                row -> new Span(moment(row, 1), moment(row, 2)),
                WATCHED,
                site,
                day(window.from().minus(config.look())),
                day(window.to())));
    }

    /** The day by which looks are kept: of UTC, whatever the months go by. */
    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private Set<Observed> facts(UUID site, Instant back) {
        Set<Observed> facts = new LinkedHashSet<>(rows.read(Histories::fact, DURING, site, back));
        facts.addAll(rows.read(Histories::fact, LAST_POINT, site, back));
        facts.addAll(rows.read(Histories::fact, LAST_RESTORE, site, back));
        facts.addAll(rows.read(Histories::fact, LAST_DRILL, site, back));
        facts.addAll(rows.read(Histories::fact, LAST_BOOTED, site, back));
        facts.addAll(rows.read(Histories::fact, LAST_RESPONSE, site, back));
        facts.addAll(rows.read(Histories::fact, LATE, site, back, site, back));
        facts.addAll(rows.read(Histories::fact, DOWN, site, back, site, back));
        facts.addAll(rows.read(Histories::fact, PRESENCE, site));
        facts.addAll(rows.read(Histories::fact, FAILED, site, back, site, back));
        facts.addAll(rows.read(Histories::fact, FAILED_DRILLS, site, back, site, back));
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
        return new Observed(
                Rows.id(row, 1),
                What.valueOf(row.getString(2)),
                moment(row, 3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getString(6));
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(Rows.time(row, column));
    }
}
