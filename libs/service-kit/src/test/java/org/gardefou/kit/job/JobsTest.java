package org.gardefou.kit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class JobsTest {

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
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(promptWork.ended()).contains(awaited));
        assertThat(longWork.ended()).doesNotContainAnyElementsOf(many);
        // And the long ones lose nothing by it
        longWork.letEnd();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(longWork.ended()).containsAll(many));
        assertThat(many.stream().anyMatch(id -> jobs.pending(LongWork.class, id)))
                .isFalse();
    }

    @Test
    void what_others_build_on_passes_what_can_wait_and_no_more_is_handed_in_than_there_is_room_for() {
        // Given workers that are taken, and more that waits than a scheduler looks ahead
        int many = config.backgroundWorkers() * 8;
        assertThat(jobs.room(LastWork.class, many)).isEqualTo(many);
        List<String> last = Stream.generate(JobsTest::id).limit(many).toList();
        last.forEach(id -> jobs.submit(LastWork.class, id));
        await().atMost(Duration.ofSeconds(20)).until(() -> lastWork.begun().size() == config.backgroundWorkers());
        // When
        String first = id();
        jobs.submit(LastWork.FirstWork.class, first);
        // Then
        assertThat(jobs.room(LastWork.class, many)).isZero();
        assertThat(jobs.room(LastWork.class, many + 2)).isEqualTo(2);
        lastWork.letEnd();
        await().atMost(Duration.ofSeconds(20)).until(() -> lastWork.begun().size() == many + 1);
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
            await().atMost(config.heartbeat().multipliedBy(4).plusSeconds(10)).untilAsserted(() -> {
                takeAll(held);
                assertThat(longWork.interrupted()).contains(run);
            });
        } finally {
            for (Connection connection : held) connection.close();
        }
        // Then
        longWork.letEnd();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(jobs.pending(LongWork.class, run))
                .isFalse());
        assertThat(longWork.ended()).containsOnlyOnce(run);
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
