package org.gardefou.diagnostics.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.gardefou.diagnostics.check.Check;
import org.gardefou.diagnostics.check.CheckResult;
import org.gardefou.diagnostics.check.Examination;
import org.gardefou.diagnostics.check.ProbeConfig;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.diagnosis.Judgement.Judged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExaminerTest {

    /** Hangs, and heeds no interrupt, as a read from a stuck file system does. */
    private static final class Stuck implements Check {
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile boolean over;

        @Override
        public String name() {
            return "files.stuck";
        }

        @Override
        public boolean judges() {
            return true;
        }

        @Override
        public boolean inside() {
            return false;
        }

        @Override
        public CheckResult look(Examination site) {
            begun.countDown();
            while (!over) {
                Thread.interrupted();
                LockSupport.parkNanos(1_000_000);
            }
            throw new IllegalStateException("only when the test has ended");
        }
    }

    private final Stuck stuck = new Stuck();

    @AfterEach
    void letItEnd() {
        stuck.over = true;
    }

    @Test
    void anInterruptEndsItWithoutAResultAndWithoutWaitingForTheChecks() throws InterruptedException {
        Examiner examiner = new Examiner(List.of(stuck), patience(Duration.ofMinutes(1)));
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread stopped = Thread.ofPlatform().start(() -> {
            try {
                outcome.set(examiner.examine(nothing()));
            } catch (InterruptedException e) {
                outcome.set(e);
            }
        });
        stuck.begun.await();

        stopped.interrupt();

        assertThat(stopped.join(Duration.ofSeconds(60))).isTrue();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aCheckThatHangsSaysSoAndHoldsUpNothing() throws InterruptedException {
        Examiner examiner = new Examiner(List.of(stuck), patience(Duration.ofMillis(100)));

        List<Judged> results = examiner.examine(nothing());

        assertThat(results).hasSize(1);
        assertThat(results.getFirst().result().severity()).isEqualTo(Severity.COULD_NOT_CHECK);
    }

    @Test
    @SuppressWarnings("NullAway") // nothing of the site may be touched
    void whatIsOnAnotherMachineIsNotLookedForOnThisOne() throws InterruptedException {
        Check inside = new Check() {
            @Override
            public String name() {
                return "files";
            }

            @Override
            public boolean judges() {
                return true;
            }

            @Override
            public CheckResult look(Examination site) {
                throw new AssertionError("it looks here");
            }
        };
        Examination site = new Examination(
                null, null, null, null, "", null, null, null, List.of(), List.of(), List.of(), false, true);

        CheckResult result = new Examiner(List.of(inside), patience(Duration.ofMinutes(1)))
                .examine(site)
                .getFirst()
                .result();

        assertThat(result.severity()).isEqualTo(Severity.COULD_NOT_CHECK);
        assertThat(result.text().en()).contains("over SSH");
    }

    private static ProbeConfig patience(Duration time) {
        return new ProbeConfig() {
            @Override
            public Optional<List<String>> allowed() {
                return Optional.empty();
            }

            @Override
            public Duration patience() {
                return time;
            }
        };
    }

    /** The check looks at nothing. */
    @SuppressWarnings("NullAway")
    private static Examination nothing() {
        return null;
    }
}
