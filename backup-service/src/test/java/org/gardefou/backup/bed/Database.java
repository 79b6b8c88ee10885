package org.gardefou.backup.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The service's own database, seen past the service: for the states that only a crash or time leaves. */
public final class Database {
    private Database() {}

    /** What is awaited is counted several times a second, and to be let in takes longer than to count. */
    @SuppressWarnings("NullAway.Init") // by the first who asks
    private static Connection kept;

    public static synchronized long count(String query) {
        try (Statement statement = kept().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void change(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String one : statements) statement.executeUpdate(one);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something while nobody gets at a site's repository, who asks for it meanwhile waits. */
    public static void whileClaimsWait(UUID site, Runnable deed) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select pg_advisory_xact_lock(hashtextextended('repository-claim %s', 0))".formatted(site));
            deed.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows in a transaction that ends only when the deed, begun beside it, waits for them; and waits for the deed. */
    public static void changeUnder(String statement, Runnable deed) {
        try (Connection connection = connect();
                Statement mine = connection.createStatement()) {
            connection.setAutoCommit(false);
            mine.executeUpdate(statement);
            CompletableFuture<Void> done = CompletableFuture.runAsync(deed);
            await().atMost(Api.SOON)
                    .until(() ->
                            count("select count(*) from pg_locks where not granted and locktype = 'transactionid'") > 0
                                    || done.isDone());
            assertThat(done).as("waits for the row").isNotDone();
            connection.commit();
            done.join();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection kept() throws SQLException {
        if (kept == null || kept.isClosed()) kept = connect();
        return kept;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                System.getProperty("quarkus.datasource.jdbc.url"),
                System.getProperty("quarkus.datasource.username"),
                System.getProperty("quarkus.datasource.password"));
    }
}
