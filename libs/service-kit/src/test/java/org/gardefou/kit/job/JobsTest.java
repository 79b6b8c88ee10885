package org.gardefou.kit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class JobsTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    @Inject
    Jobs jobs;

    @Inject
    JobConfig config;

    @Inject
    LongWork longWork;

    @Inject
    PromptWork promptWork;

    @Inject
    LastWork lastWork;

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void hold() {
        longWork.hold();
    }

    @AfterEach
    void letEnd() {
        longWork.letEnd();
    }

    @Test
    void what_is_waited_for_passes_any_number_of_long_runs() throws InterruptedException {
        // Given more long runs than there are workers
        List<String> many =
                Stream.generate(JobsTest::id).limit(config.workers() * 3L).toList();
        many.forEach(id -> jobs.submit(LongWork.class, id));
        assertThat(longWork.begins(config.workers())).isTrue();
        // When
        String awaited = id();
        jobs.submit(PromptWork.class, awaited);
        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(promptWork.ended()).contains(awaited));
        assertThat(longWork.ended()).doesNotContainAnyElementsOf(many);
        // And the long ones lose nothing by it
        longWork.letEnd();
        await().atMost(SOON).untilAsserted(() -> assertThat(longWork.ended()).containsAll(many));
        await().atMost(SOON).until(() -> many.stream().noneMatch(id -> jobs.pending(LongWork.class, id)));
    }

    @Test
    void what_others_build_on_passes_what_can_wait_and_no_more_is_handed_in_than_there_is_room_for() {
        // Given workers that are taken, and more that waits than a scheduler looks ahead
        int many = config.backgroundWorkers() * 8;
        assertThat(jobs.room(LastWork.class, many)).isEqualTo(many);
        List<String> last = Stream.generate(JobsTest::id).limit(many).toList();
        last.forEach(id -> jobs.submit(LastWork.class, id));
        await().atMost(SOON).until(() -> lastWork.begun().size() == config.backgroundWorkers());
        // When
        String first = id();
        jobs.submit(LastWork.FirstWork.class, first);
        // Then
        assertThat(jobs.room(LastWork.class, many)).isZero();
        assertThat(jobs.room(LastWork.class, many + 2)).isEqualTo(2);
        lastWork.letEnd();
        await().atMost(SOON).until(() -> lastWork.begun().size() == many + 1);
        assertThat(lastWork.begun().indexOf(first)).isLessThan(many - config.backgroundWorkers());
    }

    @Test
    void a_run_whose_sign_of_life_does_not_get_through_is_interrupted_and_taken_up_once_more() throws Exception {
        // Given
        String run = id();
        jobs.submit(LongWork.class, run);
        assertThat(longWork.begins(1)).isTrue();
        // When the database gives no connection for as long as it takes another process to take over
        List<Connection> held = new ArrayList<>();
        try {
            await().atMost(SOON).untilAsserted(() -> {
                takeAll(held);
                assertThat(longWork.interrupted()).contains(run);
            });
        } finally {
            for (Connection connection : held) connection.close();
        }
        // Then
        longWork.letEnd();
        await().atMost(SOON).untilAsserted(() -> assertThat(jobs.pending(LongWork.class, run))
                .isFalse());
        assertThat(longWork.ended()).containsOnlyOnce(run);
    }

    @Test
    void what_is_asked_for_while_a_run_is_taken_away_is_done_once_more() throws Exception {
        // Given a run that has done its work, and whose end stands still in the middle of taking it away
        String run = id();
        try (Connection held = database.getConnection();
                Statement statement = held.createStatement()) {
            statement.execute("create function stand_still() returns trigger language plpgsql as"
                    + " 'begin perform pg_advisory_xact_lock(4711); return old; end'");
            statement.execute(
                    "create trigger stand_still before delete on scheduled_tasks for each row when (old.task_instance = '%s') execute function stand_still()"
                            .formatted(run));
            try {
                statement.execute("select pg_advisory_lock(4711)");
                jobs.submit(LongWork.class, run);
                assertThat(longWork.begins(1)).isTrue();
                longWork.letEnd();
                await().atMost(SOON).until(() -> waiting("delete from scheduled_tasks"));
                // When
                CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> jobs.submit(LongWork.class, run));
                await().atMost(SOON).until(() -> waiting("select picked from scheduled_tasks"));
                statement.execute("select pg_advisory_unlock(4711)");
                asked.get(120, TimeUnit.SECONDS);
            } finally {
                statement.execute("select pg_advisory_unlock_all()");
                statement.execute("drop trigger stand_still on scheduled_tasks");
                statement.execute("drop function stand_still()");
            }
        }
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(longWork.ended().stream().filter(run::equals))
                        .hasSize(2));
        await().atMost(SOON).until(() -> !jobs.pending(LongWork.class, run));
    }

    @Test
    void what_a_transaction_asks_for_that_commits_behind_the_end_of_the_work_is_done_once_more() throws Exception {
        // Given
        String run = id();
        jobs.submit(LongWork.class, run);
        assertThat(longWork.begins(1)).isTrue();
        // When it is asked for three times, and its work ends before any of that can be seen
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < 3; i++) jobs.submit(LongWork.class, run);
            longWork.letEnd();
            await().atMost(SOON).until(() -> waiting("select 1 from scheduled_tasks"));
        });
        // Then
        await().atMost(SOON).until(() -> !jobs.pending(LongWork.class, run));
        assertThat(longWork.ended().stream().filter(run::equals)).hasSize(2);
    }

    @Test
    void a_next_try_is_what_was_asked_for_while_the_one_before_failed() throws Exception {
        // Given
        String run = id();
        jobs.submit(LongWork.class, run);
        assertThat(longWork.begins(1)).isTrue();
        // When
        jobs.submit(LongWork.class, run);
        longWork.letFail(run);
        // Then there is one more run, and none behind it
        await().atMost(SOON).until(() -> longWork.ended().contains(run));
        await().atMost(SOON).until(() -> !jobs.pending(LongWork.class, run));
        assertThat(longWork.ended()).containsOnlyOnce(run);
    }

    @Test
    void what_is_at_work_can_be_asked_for_at_a_later_time_and_what_looks_for_missing_runs_asks_for_none_more()
            throws Exception {
        // Given
        String run = id();
        jobs.submit(LongWork.class, run);
        assertThat(longWork.begins(1)).isTrue();
        // When
        jobs.submitMissing(LongWork.class, run);
        Instant hour = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        jobs.postpone(LongWork.class, run, hour);
        longWork.letEnd();
        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(waitsUntil(run)).isEqualTo(hour));
        assertThat(longWork.ended()).containsOnlyOnce(run);
        // And a run that waits is moved, and none is added
        jobs.submitMissing(LongWork.class, run);
        jobs.submit(LongWork.class, run);
        assertThat(waitsUntil(run)).isEqualTo(hour);
        jobs.postpone(LongWork.class, run, Instant.now());
        await().atMost(SOON).until(() -> !jobs.pending(LongWork.class, run));
        assertThat(longWork.ended().stream().filter(run::equals)).hasSize(2);
    }

    /** When a run that is not at work begins; null while it is. */
    private @Nullable Instant waitsUntil(String run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select execution_time from scheduled_tasks where task_instance = ? and not picked")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getObject(1, OffsetDateTime.class).toInstant() : null;
            }
        }
    }

    /** Whether a statement that begins like this waits for a lock. */
    private boolean waiting(String beginning) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ?")) {
            select.setString(1, beginning + "%");
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void takeAll(List<Connection> held) {
        while (database.getMetrics().availableCount() > 0 || held.isEmpty() || room()) {
            try {
                held.add(database.getConnection());
            } catch (SQLException e) {
                return;
            }
        }
    }

    private boolean room() {
        return database.getMetrics().activeCount()
                < database.getConfiguration().connectionPoolConfiguration().maxSize();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
