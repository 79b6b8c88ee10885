package org.gardefou.kit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Instant START = Instant.parse("2026-05-04T08:00:00Z");
    private static final HeartbeatConfig EVERY_3_S =
            new HeartbeatConfig(Duration.ofSeconds(3), 4, Duration.ofSeconds(12));

    private final Leases leases = new Leases();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Test
    void a_run_keeps_its_thread_until_three_heartbeats_are_missed() throws Exception {
        TaskInstance<Void> run = new TaskInstance<>("work", "1");
        CurrentlyExecuting executing = executing(run);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            one.submit(() -> leases.during(run, () -> interrupted.complete(sleepIsInterrupted(begun))));
            begun.await();

            now.set(START.plusMillis(8_900));
            leases.check(List.of(executing));
            assertThat(interrupted).isNotDone();

            executing.heartbeat(true, now.get());
            now.set(START.plusMillis(17_800));
            leases.check(List.of(executing));
            assertThat(interrupted).isNotDone();

            now.set(START.plusMillis(18_000));
            leases.check(List.of(executing));
            assertThat(interrupted.get()).isTrue();
        }
    }

    @Test
    void the_next_run_of_the_thread_is_not_interrupted_for_the_one_before() throws Exception {
        TaskInstance<Void> lost = new TaskInstance<>("work", "1");
        now.set(START.plusSeconds(60));
        leases.during(lost, () -> leases.check(List.of(executing(lost))));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_run_does_not_begin_while_an_earlier_start_of_it_is_at_work() {
        TaskInstance<Void> run = new TaskInstance<>("work", "1");

        leases.during(run, () -> {
            assertThatThrownBy(() -> leases.during(run, () -> {})).isInstanceOf(Leases.StillRunning.class);
            leases.during(new TaskInstance<>("work", "2"), () -> {});
        });

        leases.during(run, () -> {});
    }

    private CurrentlyExecuting executing(TaskInstance<Void> run) {
        CurrentlyExecuting executing = new CurrentlyExecuting(new Execution(START, run), now::get, EVERY_3_S);
        executing.heartbeat(true, START);
        return executing;
    }

    private static boolean sleepIsInterrupted(CountDownLatch begun) {
        begun.countDown();
        try {
            Thread.sleep(600_000);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
