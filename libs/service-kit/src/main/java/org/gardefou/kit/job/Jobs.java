package org.gardefou.kit.job;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.JavaSerializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.gardefou.kit.commit.AfterCommit;
import org.gardefou.kit.start.Open;
import org.jboss.logging.Logger;

/** The service's durable work, kept in its database by db-scheduler: a scheduler and a table for each lane. */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);

    private final List<Scheduler> schedulers = new ArrayList<>();
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Leases leases = new Leases();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-leases").factory());
    private final Instance<Admission> admission;
    private final AfterCommit commit;
    private final JobConfig config;
    private final Clock clock;

    Jobs(
            AgroalDataSource dataSource,
            Instance<Admission> admission,
            AfterCommit commit,
            JobConfig config,
            Clock clock,
            @All List<Job> jobs,
            @All List<RepeatedJob> repeated) {
        this.admission = admission;
        this.commit = commit;
        this.config = config;
        this.clock = clock;
        List<RepeatedJob> again = wanted(repeated);
        for (Lane lane : Lane.values()) {
            RunRows rows = new RunRows(dataSource, lane);
            Map<String, Task<Void>> tasks = jobs.stream()
                    .filter(job -> job.lane() == lane)
                    .collect(Collectors.toMap(Job::name, job -> once(job, rows)));
            List<RecurringTask<Void>> started =
                    lane == Lane.REPEATED ? again.stream().map(this::again).toList() : List.of();
            if (tasks.isEmpty() && started.isEmpty()) continue;
            Scheduler scheduler = scheduler(dataSource, lane, List.copyOf(tasks.values()), started);
            schedulers.add(scheduler);
            tasks.forEach((name, task) -> waiting.put(name, new Waiting(scheduler, rows, task)));
        }
    }

    private List<RepeatedJob> wanted(List<RepeatedJob> repeated) {
        Set<String> without = config.without().orElse(Set.of());
        Set<String> known = repeated.stream().map(RepeatedJob::name).collect(Collectors.toSet());
        if (!known.containsAll(without)) {
            throw new IllegalStateException(
                    "gardefou.jobs.without names %s; correct it: there are %s".formatted(without, known));
        }
        return repeated.stream().filter(job -> !without.contains(job.name())).toList();
    }

    /** Where the runs of a job wait. */
    private record Waiting(Scheduler scheduler, RunRows rows, Task<Void> task) {}

    private Scheduler scheduler(
            AgroalDataSource dataSource, Lane lane, List<Task<?>> known, List<RecurringTask<Void>> started) {
        return Scheduler.create(dataSource, known)
                .startTasks(started)
                .tableName(lane.table())
                .serializer(new JavaSerializer())
                .enablePriority()
                .threads(lane.workers(config))
                .pollingInterval(config.poll())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(config.stopWait())
                .registerShutdownHook()
                .build();
    }

    void start(@Observes Open event) {
        schedulers.forEach(Scheduler::start);
        long often = config.heartbeat().toMillis() / 4;
        var _ = watch.scheduleAtFixedRate(this::checkLeases, often, often, TimeUnit.MILLISECONDS);
    }

    private void checkLeases() {
        try {
            schedulers.forEach(scheduler -> leases.check(scheduler.getCurrentlyExecuting()));
        } catch (RuntimeException e) {
            LOG.warn("The runs' signs of life could not be checked; they are again in a moment", e);
        }
    }

    /** All lanes at once: each waits for its runs to end. */
    void stop(@Observes ShutdownEvent event) {
        watch.shutdownNow();
        schedulers.parallelStream().forEach(Scheduler::stop);
    }

    /**
     * Asks for a run that begins behind the caller's transaction, and so sees what it wrote: one that waits already will do, and one that is
     * at work is followed by another, also where it is just ending.
     */
    public void submit(Class<? extends Job> job, String id) {
        submit(job, id, clock.instant());
    }

    /** The same for a run at a time. One that waits keeps its own. */
    public void submit(Class<? extends Job> job, String id, Instant when) {
        write(waitingOf(job), id, (rows, run) -> rows.ask(run, when));
    }

    /** The same for a job by its name. */
    public void submit(String job, String id) {
        Instant now = clock.instant();
        write(waitingOf(job), id, (rows, run) -> rows.ask(run, now));
    }

    /** Moves a waiting run to another time, or asks for one then: the way to wait until things have calmed down. */
    public void postpone(Class<? extends Job> job, String id, Instant when) {
        write(waitingOf(job), id, (rows, run) -> rows.move(run, when));
    }

    /**
     * Asks for a run where none waits and none is at work: for what is looked for again and again, and will be found again where a run that
     * was just ending has missed it.
     */
    public void submitMissing(Class<? extends Job> job, String id) {
        Instant now = clock.instant();
        write(waitingOf(job), id, (rows, run) -> rows.askWhereNone(run, now));
    }

    private void write(Waiting runs, String id, BiConsumer<RunRows, TaskInstance<Void>> change) {
        QuarkusTransaction.joiningExisting()
                .run(() -> change.accept(runs.rows(), runs.task().instance(id)));
        wakeAfterCommit(runs.scheduler());
    }

    /** Whether a run is waiting or running. */
    public boolean pending(Class<? extends Job> job, String id) {
        return pending(waitingOf(job), id);
    }

    /** The same of a job by its name. */
    public boolean pending(String job, String id) {
        return pending(waitingOf(job), id);
    }

    private static boolean pending(Waiting runs, String id) {
        return runs.scheduler().getScheduledExecution(runs.task().instance(id)).isPresent();
    }

    /**
     * How many more runs of a job can be asked for, so that no more than so many wait or are at work. What hands in work that can wait
     * asks first: what it leaves where it is keeps nobody behind it waiting.
     */
    public int room(Class<? extends Job> job, int most) {
        if (most <= 0) return 0;
        Waiting runs = waitingOf(job);
        return most
                - runs.scheduler()
                        .getScheduledExecutionsForTask(
                                runs.task().getName(),
                                Void.class,
                                ScheduledExecutionsFilter.all().limit(most))
                        .size();
    }

    private Waiting waitingOf(Class<? extends Job> job) {
        return waitingOf(Arc.container().instance(job).get().name());
    }

    private Waiting waitingOf(String name) {
        Waiting found = waiting.get(name);
        if (found == null) throw new IllegalArgumentException("No job " + name + " is known to the scheduler");
        return found;
    }

    private void wakeAfterCommit(Scheduler scheduler) {
        commit.run(scheduler::triggerCheckForDueExecutions);
    }

    private Task<Void> once(Job job, RunRows rows) {
        return Tasks.custom(job.name(), Void.class)
                .defaultPriority(job.priority())
                .onFailure(retry(job, rows))
                .execute((instance, context) -> {
                    run(instance, () -> admitted(job, instance.getId()));
                    return (complete, _) -> end(rows, complete);
                });
    }

    private void admitted(Job job, String id) throws Exception {
        if (admission.isUnsatisfied()) {
            job.run(id);
            return;
        }
        if (!admission.get().admits(job, id)) return;
        try {
            job.run(id);
        } finally {
            admission.get().ended(job, id);
        }
    }

    private void end(RunRows rows, ExecutionComplete complete) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (rows.end(complete.getExecution(), complete.getTimeDone()))
                wakeAfterCommit(waitingOf(complete.getExecution().getTaskName()).scheduler());
        });
    }

    private FailureHandler<Void> retry(Job job, RunRows rows) {
        return (complete, operations) -> {
            int failures = complete.getExecution().consecutiveFailures + 1;
            Duration own = job.retryAfter(failures);
            Duration pause = own == null ? usualPause(failures) : own;
            LOG.warnf(
                    complete.getCause().orElse(null),
                    "%s of %s failed (%d); again in %s",
                    job.name(),
                    complete.getExecution().taskInstance.getId(),
                    failures,
                    pause);
            Instant next = complete.getTimeDone().plus(pause);
            Optional<Instant> wanted = QuarkusTransaction.requiringNew()
                    .call(() -> rows.takeWantedAgain(complete.getExecution().taskInstance));
            operations.reschedule(complete, wanted.filter(next::isAfter).orElse(next));
        };
    }

    private Duration usualPause(int failures) {
        Duration doubled = Duration.ofSeconds(2L << Math.min(failures, 20));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }

    private RecurringTask<Void> again(RepeatedJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> run(instance, job::run));
    }

    private void run(TaskInstance<Void> instance, JobRun.Body body) {
        leases.during(instance, () -> JobRun.of(instance.getTaskName(), instance.getId(), body));
    }
}
