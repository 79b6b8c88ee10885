package org.gardefou.terms.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A row that somebody else holds, as in the middle of what they do, until they are done. */
public final class HeldRow implements AutoCloseable {

    private static final String WAITING = """
            select count(*) from pg_locks where locktype = 'tuple' and relation = '%s'::regclass
                and database = (select oid from pg_database where datname = current_database())""";

    private final Connection other = Owner.connection();
    private final String table;

    /**
     * Holds it.
     *
     * @param sql what somebody else does with it
     */
    public HeldRow(String table, String sql) throws SQLException {
        this.table = table;
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits until so many wait for it. */
    public void awaitWaiting(int expected) {
        await().atMost(Scene.SOON).until(() -> waiting() == expected);
    }

    private int waiting() throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet count = statement.executeQuery(WAITING.formatted(table))) {
            count.next();
            return count.getInt(1);
        }
    }

    /** What was done with it is done. */
    public void letGo() throws SQLException {
        other.commit();
    }

    @Override
    public void close() throws SQLException {
        other.close();
    }
}
