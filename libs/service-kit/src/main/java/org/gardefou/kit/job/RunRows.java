package org.gardefou.kit.job;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The rows of a lane, one for each run that waits or is at work, where more must be promised than db-scheduler does. It ignores what is
 * asked for while there is a row, also in the moment in which that row's run has looked for the last time and is not yet taken away.
 * Here that is noted, and whoever ends the run reads it behind the same lock. All inside the caller's transaction, in any process.
 *
 * <p>What asks locks a waiting row against its start, and one at work only against its end (a key share lock): the run's sign of life
 * passes, however long the transaction takes.
 */
final class RunRows {

    private static final Logger LOG = Logger.getLogger(RunRows.class);

    private final DataSource database;
    private final Lane lane;

    RunRows(DataSource database, Lane lane) {
        this.database = database;
        this.lane = lane;
    }

    /** Asks for a run that begins behind the caller's transaction: one that waits for its time will do, one at work is followed by another. */
    void ask(TaskInstance<Void> run, Instant when) {
        write(run, connection -> {
            while (!insert(connection, run, when)) {
                Optional<Boolean> atWork = locked(connection, run);
                if (atWork.isEmpty()) continue;
                if (atWork.get()) again(connection, run, when, "least(wanted_again.at, excluded.at)");
                return;
            }
        });
    }

    /** The same, and moves one that waits to that time. */
    void move(TaskInstance<Void> run, Instant when) {
        write(run, connection -> {
            while (!insert(connection, run, when)) {
                Optional<Boolean> atWork = locked(connection, run);
                if (atWork.isEmpty()) continue;
                if (atWork.get()) again(connection, run, when, "excluded.at");
                else move(connection, run, when);
                return;
            }
        });
    }

    /** Asks for a run where none waits and none is at work. Locks nothing that is there. */
    void askWhereNone(TaskInstance<Void> run, Instant when) {
        write(run, connection -> insert(connection, run, when));
    }

    /**
     * Ends a run: takes it away, or lets it wait for the time at which it was asked for again. db-scheduler's own words for that commit
     * by themselves, before anybody could tell that nothing came in between.
     *
     * @return whether it waits again
     */
    boolean end(Execution execution, Instant now) {
        TaskInstance<?> run = execution.taskInstance;
        return with(run, connection -> {
            if (!lock(connection, execution)) {
                LOG.warnf("%s of %s has ended, and was started again meanwhile", run.getTaskName(), run.getId());
                return false;
            }
            // A statement of its own: it sees what those wrote for whom the lock has waited.
            Optional<Instant> again = takeWantedAgain(connection, run);
            if (again.isPresent()) {
                wait(connection, run, again.get(), now);
            } else {
                try (PreparedStatement delete = of(connection, run, "delete from %s where %s")) {
                    delete.executeUpdate();
                }
            }
            return again.isPresent();
        });
    }

    /** When a run was asked for again, which is forgotten herewith: its next try comes in any case. */
    Optional<Instant> takeWantedAgain(TaskInstanceId run) {
        return with(run, connection -> takeWantedAgain(connection, run));
    }

    private Optional<Instant> takeWantedAgain(Connection connection, TaskInstanceId run) throws SQLException {
        try (PreparedStatement delete = of(connection, run, "delete from wanted_again where %2$s returning at");
                ResultSet rows = delete.executeQuery()) {
            return rows.next()
                    ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }

    /** Against all who would ask for it; false when it is not this start's any more. */
    private boolean lock(Connection connection, Execution execution) throws SQLException {
        try (PreparedStatement select =
                of(connection, execution.taskInstance, "select 1 from %s where %s and version = ? for update")) {
            select.setLong(3, execution.version);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void wait(Connection connection, TaskInstanceId run, Instant when, Instant now) throws SQLException {
        String sql = "update %s set picked = false, picked_by = null, last_heartbeat = null, consecutive_failures = 0,"
                + " version = version + 1, execution_time = ?, last_success = ? where %s";
        try (PreparedStatement update = of(connection, run, sql, 3)) {
            update.setObject(1, at(when));
            update.setObject(2, at(now));
            update.executeUpdate();
        }
    }

    private boolean insert(Connection connection, TaskInstance<Void> run, Instant when) throws SQLException {
        String sql =
                "insert into %s (task_name, task_instance, execution_time, picked, version, priority) values (?, ?, ?, false, 1, ?)"
                        + " on conflict do nothing";
        try (PreparedStatement insert = of(connection, run, sql)) {
            insert.setObject(3, at(when));
            insert.setInt(4, run.getPriority());
            return insert.executeUpdate() == 1;
        }
    }

    /** Whether the run is at work, which is so up to the end of the transaction, or over; empty when there is none any more. */
    private Optional<Boolean> locked(Connection connection, TaskInstanceId run) throws SQLException {
        Optional<Boolean> atWork = atWork(connection, run, "key share");
        if (atWork.isEmpty() || atWork.get()) return atWork;
        return atWork(connection, run, "no key update");
    }

    private Optional<Boolean> atWork(Connection connection, TaskInstanceId run, String lock) throws SQLException {
        try (PreparedStatement select = of(connection, run, "select picked from %s where %s for " + lock);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBoolean(1)) : Optional.empty();
        }
    }

    private void again(Connection connection, TaskInstanceId run, Instant when, String chosen) throws SQLException {
        String sql = "insert into wanted_again (task_name, task_instance, at) values (?, ?, ?)"
                + " on conflict (task_name, task_instance) do update set at = " + chosen;
        try (PreparedStatement insert = of(connection, run, sql)) {
            insert.setObject(3, at(when));
            insert.executeUpdate();
        }
    }

    /** The version is db-scheduler's: whoever has read the row as it was does not start it. */
    private void move(Connection connection, TaskInstanceId run, Instant when) throws SQLException {
        try (PreparedStatement update =
                of(connection, run, "update %s set version = version + 1, execution_time = ? where %s", 2)) {
            update.setObject(1, at(when));
            update.executeUpdate();
        }
    }

    private PreparedStatement of(Connection connection, TaskInstanceId run, String sql) throws SQLException {
        return of(connection, run, sql, 1);
    }

    private PreparedStatement of(Connection connection, TaskInstanceId run, String sql, int first) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql.formatted(lane.table(), "task_name = ? and task_instance = ?"));
        statement.setString(first, run.getTaskName());
        statement.setString(first + 1, run.getId());
        return statement;
    }

    private static OffsetDateTime at(Instant when) {
        return when.atOffset(ZoneOffset.UTC);
    }

    private interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface Writing {
        void on(Connection connection) throws SQLException;
    }

    private void write(TaskInstanceId run, Writing writing) {
        with(run, connection -> {
            writing.on(connection);
            return true;
        });
    }

    private <T> T with(TaskInstanceId run, Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            return reading.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The run " + run.getTaskName() + " of " + run.getId() + " cannot be asked for or ended", e);
        }
    }
}
