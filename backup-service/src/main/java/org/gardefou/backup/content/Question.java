package org.gardefou.backup.content;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One select and its parameters, in the order of their question marks. */
final class Question {

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
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) select.setObject(i + 1, parameters.get(i));
            try (ResultSet rows = select.executeQuery()) {
                List<T> answers = new ArrayList<>();
                while (rows.next()) answers.add(reading.read(rows));
                return answers;
            }
        } catch (SQLException e) {
            throw new PersistenceException("The files of restore points cannot be read", e);
        }
    }
}
