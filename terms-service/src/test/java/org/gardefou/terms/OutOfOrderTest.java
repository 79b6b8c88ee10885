package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BatchHandler;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.SiteHistory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What is known of a site follows from what happened to it, and not from the order in which that is heard of: of two sites with the same history one is
 * told of as it happened, and the other shuffled and with repetitions.
 */
@QuarkusTest
class OutOfOrderTest {

    private static final List<String> STATE = List.of(
            "select customer, removed, name from site where id = ?",
            // What was found of a point counts as long as the point does.
            "select taken_at, state, case state when 'GOOD' then evidence end, case state when 'GOOD' then boot_failed end"
                    + " from restore_point where site = ? order by taken_at",
            // What is assessed comes back by the bus, at some time.
            "select what, at, code, certainty from conformance_fact where site = ? and what <> 'ASSESSED' order by what, at, code",
            "select day, watched from conformance_watched where site = ? order by day",
            "select kind, count(*) from ledger_entry where site = ? and kind ~ '^(site|restore)' group by kind order by kind",
            "select count(*) from site_breakage where site = ? and healed_at is null");

    /** The hours in which it was known to be broken. */
    private static final String BROKEN = """
            select hour from generate_series('%s'::timestamptz, '%s', '1 hour') hour
            where exists (select from site_breakage b where b.site = ? and b.since <= hour and (b.healed_at is null or hour < b.healed_at))""".formatted(SiteHistory.START, SiteHistory.END);

    @Inject
    BatchHandler inbox;

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @RepeatedTest(25)
    void whatIsKnownDoesNotDependOnWhatWasHeardFirst(RepetitionInfo turn) throws Exception {
        UUID asItHappened = Ids.next();
        UUID shuffled = Ids.next();
        Random random = new Random(turn.getCurrentRepetition());
        long seed = random.nextLong();
        List<SiteHistory.Event> mixed = new ArrayList<>(SiteHistory.of(bus, seed, shuffled));
        mixed.addAll(List.copyOf(mixed.subList(0, mixed.size() / 2)));
        Collections.shuffle(mixed, random);
        int cut = random.nextInt(mixed.size());

        hear(SiteHistory.of(bus, seed, asItHappened));
        hear(mixed.subList(0, cut));
        hear(mixed.subList(cut, mixed.size()));

        for (String state : STATE) assertThat(read(state, shuffled)).as(state).isEqualTo(read(state, asItHappened));
        // That it was broken is never forgotten; for how long may be overstated, as nobody keeps every healthy look.
        assertThat(read(BROKEN, shuffled)).containsAll(read(BROKEN, asItHappened));
    }

    private void hear(List<SiteHistory.Event> events) throws InterruptedException {
        inbox.handle(events.stream().map(SiteHistory.Event::record).toList());
    }

    private List<List<String>> read(String sql, UUID site) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, site);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++)
                        columns.add(String.valueOf(row.getString(i)));
                    rows.add(columns);
                }
            }
            return rows;
        }
    }
}
