package org.gardefou.backup.content;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One select and its parameters, in the order of their question marks. */
final class Question {

    /** PostgreSQL's query_canceled, which a time-out is. */
    private static final String CANCELLED = "57014";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** What is made of a row. */
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Adds words of the code's own, never of a request. */
    Question add(String words, Object... values) {
        sql.append(words).append('\n');
        parameters.addAll(List.of(values));
        return this;
    }

    /** Puts words without parameters in front. */
    Question ahead(String words) {
        sql.insert(0, words + '\n');
        return this;
    }

    Question add(Seen seen) {
        sql.append(seen.sql()).append('\n');
        seen.id().ifPresent(parameters::add);
        return this;
    }

    <T> List<T> ask(DataSource dataSource, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            return answers(connection, reading);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    /**
     * The same, given up after a while; not within a transaction.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 when it took longer
     */
    <T> List<T> askWithin(Duration most, DataSource dataSource, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement limit = connection.createStatement()) {
                limit.execute("set local statement_timeout = " + Math.max(1, most.toMillis()));
                return answers(connection, reading);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (CANCELLED.equals(e.getSQLState())) throw Contents.tooLarge(most);
            throw unread(e);
        }
    }

    private <T> List<T> answers(Connection connection, Reading<T> reading) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) select.setObject(i + 1, parameters.get(i));
            try (ResultSet rows = select.executeQuery()) {
                List<T> answers = new ArrayList<>();
                while (rows.next()) answers.add(reading.read(rows));
                return answers;
            }
        }
    }

    private static PersistenceException unread(SQLException e) {
        return new PersistenceException("The files of restore points cannot be read", e);
    }
}
