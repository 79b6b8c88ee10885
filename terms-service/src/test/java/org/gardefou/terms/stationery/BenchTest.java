package org.gardefou.terms.stationery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BenchTest {

    private static final Duration LONG = Duration.ofSeconds(120);

    private final Bench<String, String> bench =
            new Bench<>(2, Caffeine.newBuilder().maximumSize(10).build());
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        go.countDown();
        callers.shutdownNow();
    }

    @Test
    void ofOnePieceOneIsAtWorkHoweverManyAskForIt() throws Exception {
        List<Future<String>> asked = IntStream.range(0, 8)
                .mapToObj(i -> callers.submit(() -> bench.now("a", this::slow)))
                .toList();
        await().atMost(LONG).until(() -> made.get() == 1);
        go.countDown();

        for (Future<String> one : asked) assertThat(one.get()).isEqualTo("made 1");
        assertThat(bench.now("a", this::slow)).isEqualTo("made 1");
        assertThat(made).hasValue(1);
    }

    @Test
    void whoAsksForMoreThanMayBeAtWorkIsToldWhenToComeBack() throws Exception {
        Future<String> first = callers.submit(() -> bench.now("a", this::slow));
        Future<String> second = callers.submit(() -> bench.now("b", this::slow));
        await().atMost(LONG).until(() -> made.get() == 2);

        assertThatThrownBy(() -> bench.now("c", this::slow)).isInstanceOfSatisfying(HttpProblem.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(429);
            assertThat(refused.getHeaders()).containsEntry("Retry-After", 2L);
        });
        assertThat(made).hasValue(2);
        go.countDown();
        first.get();
        second.get();
        assertThat(bench.now("c", this::slow)).isEqualTo("made 3");
    }

    @Test
    void whoIsPatientGetsThePlaceThatBecomesFree() throws Exception {
        Future<String> first = callers.submit(() -> bench.now("a", this::slow));
        Future<String> second = callers.submit(() -> bench.now("b", this::slow));
        await().atMost(LONG).until(() -> made.get() == 2);
        Future<String> patient = callers.submit(() -> bench.patiently("c", this::slow, LONG));
        assertThatThrownBy(() -> bench.patiently("d", this::slow, Duration.ofMillis(20)))
                .isInstanceOf(HttpProblem.class);
        go.countDown();

        assertThat(patient.get()).isEqualTo("made 3");
        first.get();
        second.get();
    }

    @Test
    void whatFailsFailsForAllWhoWaitAndIsTriedAnew() throws Exception {
        Callable<String> failing = () -> bench.now("a", () -> {
            slow();
            throw new IllegalStateException("no ink");
        });
        Future<String> first = callers.submit(failing);
        await().atMost(LONG).until(() -> made.get() == 1);
        Future<String> joined = callers.submit(failing);
        go.countDown();

        assertThatThrownBy(first::get).hasRootCauseMessage("no ink");
        assertThatThrownBy(joined::get).hasRootCauseMessage("no ink");
        int before = made.get();
        assertThat(bench.now("a", this::slow)).isEqualTo("made " + (before + 1));
        assertThat(bench.now("b", this::slow)).isEqualTo("made " + (before + 2));
    }

    @Test
    void whoWaitsForAPieceThatIsAtWorkTakesNoPlace() throws Exception {
        List<Future<String>> asked = IntStream.range(0, 5)
                .mapToObj(i -> callers.submit(() -> bench.now("a", this::slow)))
                .toList();
        await().atMost(LONG).until(() -> made.get() == 1);
        Future<String> other = callers.submit(() -> bench.now("b", this::slow));
        await().atMost(LONG).until(() -> made.get() == 2);
        go.countDown();

        assertThat(other.get()).isEqualTo("made 2");
        for (Future<String> one : asked) assertThat(one.get()).isEqualTo("made 1");
    }

    private String slow() {
        String name = "made " + made.incrementAndGet();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }
}
