package org.gardefou.kit.job;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.JavaSerializer;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final AfterCommit commit;
    private final JobConfig config;
    private final Clock clock;

    Jobs(
            AgroalDataSource dataSource,
            AfterCommit commit,
            JobConfig config,
            Clock clock,
            @All List<Job> jobs,
            @All List<RepeatedJob> repeated) {
        this.commit = commit;
        this.config = config;
        this.clock = clock;
        for (Lane lane : Lane.values()) {
            Map<String, OneTimeTask<Void>> tasks =
                    jobs.stream().filter(job -> job.lane() == lane).collect(Collectors.toMap(Job::name, this::once));
            List<RecurringTask<Void>> started =
                    lane == Lane.REPEATED ? repeated.stream().map(this::again).toList() : List.of();
            if (tasks.isEmpty() && started.isEmpty()) continue;
            Scheduler scheduler = scheduler(dataSource, lane, List.copyOf(tasks.values()), started);
            schedulers.add(scheduler);
            tasks.forEach((name, task) -> waiting.put(name, new Waiting(scheduler, task)));
        }
    }

    /** Where the runs of a job wait. */
    private record Waiting(Scheduler scheduler, OneTimeTask<Void> task) {}

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
     * Asks for a run as soon as the caller's transaction has committed. Asking again while a run is waiting or running changes
     * nothing.
     */
    public void submit(Class<? extends Job> job, String id) {
        submit(job, id, clock.instant());
    }

    /** Asks for a run at a time, inside the caller's transaction. */
    public void submit(Class<? extends Job> job, String id, Instant when) {
        Waiting runs = waitingOf(job);
        runs.scheduler().scheduleIfNotExists(runs.task().instance(id), when);
        wakeAfterCommit(runs.scheduler());
    }

    /** Moves a waiting run to another time, or asks for one: the way to wait until things have calmed down. */
    public void postpone(Class<? extends Job> job, String id, Instant when) {
        Waiting runs = waitingOf(job);
        Scheduler scheduler = runs.scheduler();
        TaskInstance<Void> instance = runs.task().instance(id);
        if (!scheduler.scheduleIfNotExists(instance, when)) {
            scheduler
                    .getScheduledExecution(instance)
                    .filter(run -> !run.isPicked())
                    .ifPresent(run -> scheduler.reschedule(instance, when));
        }
        wakeAfterCommit(scheduler);
    }

    /** Whether a run is waiting or running. */
    public boolean pending(Class<? extends Job> job, String id) {
        Waiting runs = waitingOf(job);
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
        Waiting found = waiting.get(Arc.container().instance(job).get().name());
        if (found == null)
            throw new IllegalArgumentException("No bean of " + job.getName() + " is known to the scheduler");
        return found;
    }

    private void wakeAfterCommit(Scheduler scheduler) {
        commit.run(scheduler::triggerCheckForDueExecutions);
    }

    private OneTimeTask<Void> once(Job job) {
        return Tasks.oneTime(job.name())
                .defaultPriority(job.priority())
                .onFailure(retry(job))
                .execute((instance, context) -> run(instance, () -> job.run(instance.getId())));
    }

    private FailureHandler<Void> retry(Job job) {
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
            operations.reschedule(complete, complete.getTimeDone().plus(pause));
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
