package org.gardefou.restore.drill;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restore.advice.Advising;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.site.Reach;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one drill, and keeps what came of it. Killed at any moment it is made anew, from nothing. */
@ApplicationScoped
class DrillJob implements Job {

    /** A crash or two happen; what breaks off a third time keeps no other site waiting. */
    static final int TRIES = 3;

    private static final Logger LOG = Logger.getLogger(DrillJob.class);

    private final Drills drills;
    private final DrillTurns turns;
    private final Drilling drilling;
    private final RestorePoints points;
    private final Advising advising;
    private final Reach reach;
    private final DrillTold told;
    private final ProgressFeed feed;
    private final DrillConfig config;
    private final Clock clock;
    private final Set<UUID> atWork = new HashSet<>();

    DrillJob(
            Drills drills,
            DrillTurns turns,
            Drilling drilling,
            RestorePoints points,
            Advising advising,
            Reach reach,
            DrillTold told,
            ProgressFeed feed,
            DrillConfig config,
            Clock clock) {
        this.drills = drills;
        this.turns = turns;
        this.drilling = drilling;
        this.points = points;
        this.advising = advising;
        this.reach = reach;
        this.told = told;
        this.feed = feed;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "drill";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return LAST;
    }

    /** Whether it stands back or waits for what will pass. */
    @Override
    public @Nullable Duration retryAfter(int failures) {
        return config.pause();
    }

    /** What is to be done, or how it ended before it began. */
    private record Plan(@Nullable Order order, @Nullable Ended ended) {

        static Plan of(Ended ended) {
            return new Plan(null, ended);
        }
    }

    @Override
    public void run(String text) throws Exception {
        UUID id = UUID.fromString(text);
        enter(id);
        try {
            Optional<Plan> plan = planned(id);
            if (plan.isEmpty()) return;
            Order order = plan.get().order();
            if (order == null) {
                end(id, Objects.requireNonNull(plan.get().ended()), Map.of());
                return;
            }
            sweep();
            make(id, order);
        } finally {
            synchronized (atWork) {
                atWork.remove(id);
            }
        }
    }

    /** Those that people asked for too wait for one another: downloads have the same workers. */
    private void enter(UUID id) {
        synchronized (atWork) {
            if (atWork.size() >= Math.max(1, config.atOnce())) throw new GoOn.Stopped(GoOn.Answer.DRILLS_FIRST);
            atWork.add(id);
        }
    }

    /** Removes what drills left that were killed. Nobody begins meanwhile: its place would be taken for one of theirs. */
    void sweep() throws IOException {
        synchronized (atWork) {
            drilling.sweep(atWork);
        }
    }

    private void make(UUID id, Order order) throws Exception {
        Took took = new Took();
        try {
            end(id, drilling.drill(order, took), took.millis());
        } catch (GoOn.Stopped e) {
            if (e.why() == GoOn.Answer.CALLED_OFF) {
                end(id, Ended.cancelled(), took.millis());
                return;
            }
            if (standsBack(id)) throw e;
            end(id, Ended.cancelled(), took.millis());
        } catch (InterruptedException e) {
            change(id, Drill::gaveWay);
            throw e;
        } catch (IOException | RestoreFailure | RuntimeException e) {
            // A stop of the service interrupts; another process makes it anew.
            if (Thread.interrupted()) {
                change(id, Drill::gaveWay);
                Thread.currentThread().interrupt();
                throw e;
            }
            failed(id, e, took.millis());
        }
    }

    /** Unless it was called off meanwhile. */
    private boolean standsBack(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Drill> open = drills.locked(id).filter(one -> !one.cancelWanted());
            open.ifPresent(Drill::gaveWay);
            return open.isPresent();
        });
    }

    private void failed(UUID id, Exception problem, Map<DrillStep, Long> millis) throws RestoreFailure {
        RestoreFailure failure = Failures.of(problem);
        LOG.warnf(problem, "Drill %s: %s", id, failure.getMessage());
        int tries = QuarkusTransaction.requiringNew()
                .call(() -> drills.findByIdOptional(id).map(Drill::tries).orElse(TRIES));
        if (failure.passing() && tries < TRIES) {
            change(id, Drill::waits);
            throw failure;
        }
        end(id, DrillRule.of(failure), millis);
    }

    /** The try is counted before anything is looked up: also one whose plan cannot be made is the last at some time. */
    private Optional<Plan> planned(UUID id) {
        Optional<Plan> over = QuarkusTransaction.requiringNew().call(() -> start(id));
        if (over.isPresent()) return over;
        return QuarkusTransaction.requiringNew().call(() -> drills.locked(id)
                .filter(one -> !one.state().ended())
                .map(drill -> plan(drill, clock.instant())));
    }

    /** How it ends without a look; empty when it is begun, or over already. */
    private Optional<Plan> start(UUID id) {
        Optional<Drill> found = drills.locked(id).filter(one -> !one.state().ended());
        if (found.isEmpty()) return Optional.empty();
        Drill drill = found.get();
        if (drill.cancelWanted()) return Optional.of(Plan.of(Ended.cancelled()));
        drill.start(clock.instant());
        return drill.tries() > TRIES
                ? Optional.of(Plan.of(Ended.notPossible("BROKE_OFF", DrillWords.BROKE_OFF)))
                : Optional.empty();
    }

    private Plan plan(Drill drill, Instant now) {
        UUID site = drill.site();
        List<RestorePoint> kept = points.kept(site);
        if (kept.isEmpty()) return Plan.of(Ended.notPossible("NO_POINT", DrillWords.NO_POINT));
        if (kept.stream().noneMatch(RestorePoint::usable)) {
            return Plan.of(Ended.failed("NO_GOOD_POINT", Fault.POINT, DrillWords.NONE_GOOD));
        }
        Optional<RestorePoint> chosen = advising.recommended(site, null).flatMap(points::findByIdOptional);
        if (chosen.isEmpty()) return Plan.of(Ended.notPossible("NONE_ADVISED", DrillWords.NONE_ADVISED));
        RestorePoint point = chosen.get();
        drill.chosen(point, now);
        try {
            return new Plan(
                    new Order(
                            drill.id(),
                            site,
                            reach.target(site),
                            point.snapshot(),
                            point.bytes(),
                            List.copyOf(point.databases())),
                    null);
        } catch (RestoreFailure e) {
            return Plan.of(DrillRule.of(e));
        }
    }

    private void change(UUID id, Consumer<Drill> how) {
        QuarkusTransaction.requiringNew()
                .run(() -> drills.locked(id).filter(one -> !one.state().ended()).ifPresent(how));
    }

    /** Of two runs, as where one was taken for dead, the first that ends it has made it. */
    private void end(UUID id, Ended how, Map<DrillStep, Long> millis) {
        change(id, drill -> {
            Instant now = clock.instant();
            drill.end(how, millis, now);
            if (how.state() == Drill.State.CANCELLED) return;
            turns.had(drill.site(), now, RotationRule.next(how.state(), now, config.period(), config.again()));
            told.drilled(drill);
        });
        feed.report(id, Progress.finished(how.state().name(), clock.instant()));
    }
}
