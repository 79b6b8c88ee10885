package org.gardefou.kit.job;

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
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.kit.start.Open;
import org.jboss.logging.Logger;

/** The service's durable work, kept in its database by db-scheduler. */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);

    private final Map<String, OneTimeTask<Void>> tasks = new HashMap<>();
    private final Scheduler scheduler;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;

    Jobs(
            AgroalDataSource dataSource,
            TransactionSynchronizationRegistry transaction,
            JobConfig config,
            Clock clock,
            @All List<Job> jobs,
            @All List<RepeatedJob> repeated) {
        this.transaction = transaction;
        this.clock = clock;
        for (Job job : jobs) tasks.put(job.name(), once(job));
        List<Task<?>> known = new ArrayList<>(tasks.values());
        List<RecurringTask<Void>> started = repeated.stream().map(Jobs::again).toList();
        this.scheduler = Scheduler.create(dataSource, known)
                .startTasks(started)
                .serializer(new JavaSerializer())
                .threads(config.workers())
                .pollingInterval(config.poll())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(config.stopWait())
                .registerShutdownHook()
                .build();
    }

    void start(@Observes Open event) {
        scheduler.start();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.stop();
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
        OneTimeTask<Void> task = taskOf(job);
        scheduler.scheduleIfNotExists(task.instance(id), when);
        wakeAfterCommit();
    }

    /** Moves a waiting run to another time, or asks for one: the way to wait until things have calmed down. */
    public void postpone(Class<? extends Job> job, String id, Instant when) {
        TaskInstance<Void> instance = taskOf(job).instance(id);
        if (!scheduler.scheduleIfNotExists(instance, when)) {
            scheduler
                    .getScheduledExecution(instance)
                    .filter(run -> !run.isPicked())
                    .ifPresent(run -> scheduler.reschedule(instance, when));
        }
        wakeAfterCommit();
    }

    /** Whether a run is waiting or running. */
    public boolean pending(Class<? extends Job> job, String id) {
        return scheduler.getScheduledExecution(taskOf(job).instance(id)).isPresent();
    }

    private OneTimeTask<Void> taskOf(Class<? extends Job> job) {
        OneTimeTask<Void> task = tasks.get(nameOf(job));
        if (task == null)
            throw new IllegalArgumentException("No bean of " + job.getName() + " is known to the scheduler");
        return task;
    }

    private static String nameOf(Class<? extends Job> job) {
        return io.quarkus.arc.Arc.container().instance(job).get().name();
    }

    private void wakeAfterCommit() {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            scheduler.triggerCheckForDueExecutions();
            return;
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    private static OneTimeTask<Void> once(Job job) {
        return Tasks.oneTime(job.name())
                .onFailure(retry(job))
                .execute((instance, context) ->
                        JobRun.of(job.name(), instance.getId(), () -> job.run(instance.getId())));
    }

    private static FailureHandler<Void> retry(Job job) {
        return (complete, operations) -> {
            int failures = complete.getExecution().consecutiveFailures + 1;
            Duration pause = job.retryAfter(failures);
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

    private static RecurringTask<Void> again(RepeatedJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> JobRun.of(job.name(), job.name(), job::run));
    }
}
