package org.gardefou.restore.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.access.apart.BootAbility;
import org.gardefou.access.apart.BootDatabase;
import org.gardefou.access.apart.BootPlace;
import org.gardefou.access.apart.BootPostgres;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.host.Host;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.Cancellation;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.exchange.Exchange;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.site.DataConfig;
import org.gardefou.restore.site.Reach;

/** Tries a point out in a place apart, of which nothing stays, whatever comes of it. */
@ApplicationScoped
class Drilling {

    /** A database server's own room, beside its rows. */
    private static final long SPARE = 300_000_000;

    /** The files, their rows loaded with indexes, and what the server writes meanwhile. */
    private static final int TIMES = 3;

    /** What each run works with. */
    final Reach reach;

    final Preparation preparation;
    final Exchange exchange;
    final DrillConfig config;
    final ObjectMapper json;
    final Path data;
    private final RepositoryDoor door;
    private final ProgressFeed feed;
    private final GoOn goOn;
    private final Drills drills;
    private final Clock clock;

    Drilling(
            Reach reach,
            Preparation preparation,
            Exchange exchange,
            RepositoryDoor door,
            ProgressFeed feed,
            GoOn goOn,
            Drills drills,
            DrillConfig config,
            DataConfig data,
            ObjectMapper json,
            Clock clock) {
        this.reach = reach;
        this.preparation = preparation;
        this.exchange = exchange;
        this.door = door;
        this.feed = feed;
        this.goOn = goOn;
        this.drills = drills;
        this.config = config;
        this.data = data.directory().toAbsolutePath();
        this.json = json;
        this.clock = clock;
    }

    /** Removes what drills left that are not at work any more. */
    void sweep(Set<UUID> atWork) throws IOException {
        BootPlace.sweep(data, atWork);
    }

    /**
     * Restores, boots, looks, and clears away.
     *
     * @param took to be filled
     */
    Ended drill(Order order, Took took) throws IOException, RestoreFailure, InterruptedException {
        Optional<Ended> not = notPossible(order);
        if (not.isPresent()) return not.get();
        try (BootPlace place = BootPlace.make(data, order.drill())) {
            if (!place.postgresSocketFits()) return Ended.notPossible("PLACE_UNFIT", DrillWords.LONG_PATH);
            try (DrillRun run = new DrillRun(this, order, place, took)) {
                return run.run();
            }
        } finally {
            took.end();
        }
    }

    private Optional<Ended> notPossible(Order order) throws IOException {
        // What is tried here has to be what a restore there could do.
        if (!order.live().isHere() && order.has(Engine.POSTGRESQL)) {
            return Optional.of(Ended.notPossible("ENGINE_ELSEWHERE", DrillWords.POSTGRESQL_ELSEWHERE));
        }
        if (order.has(Engine.POSTGRESQL) && BootPostgres.programs().isEmpty()) {
            return Optional.of(Ended.notPossible("PLACE_UNFIT", DrillWords.NO_POSTGRESQL));
        }
        if (order.schemas().stream().anyMatch(BootDatabase::isServersOwn)) {
            return Optional.of(Ended.notPossible("SCHEMA_NAME", DrillWords.SERVERS_OWN));
        }
        Host host = reach.here();
        Optional<Ended> lacking = BootAbility.lacking(host, order.has(Engine.MARIADB))
                .map(lack -> Ended.notPossible("PLACE_UNFIT", DrillWords.of(lack)));
        if (lacking.isPresent()) return lacking;
        long free = data.toFile().getUsableSpace();
        if (order.bytes() <= config.largest() && TIMES * order.bytes() + SPARE <= free) return Optional.empty();
        return Optional.of(Ended.notPossible(
                "TOO_LARGE",
                DrillWords.tooLarge(order.bytes() / 1_000_000, config.largest() / 1_000_000, free / 1_000_000)));
    }

    ResticRepository open(UUID site, Cancellation cancellation)
            throws RestoreFailure, IOException, InterruptedException {
        return door.open(site)
                .using(CallOptions.defaults().within(config.longest()).cancelledBy(cancellation));
    }

    /** A step begins, if it may. */
    void begins(UUID drill, DrillStep step) {
        goOn.demand(drill);
        drills.step(drill, step);
        feed.report(drill, Progress.at(step.name(), clock.instant()));
    }

    /** Why restic was called off. */
    GoOn.Stopped stopped(UUID drill) {
        // The restore that it stands back for may have ended by now.
        GoOn.Answer why = goOn.ask(drill);
        return new GoOn.Stopped(why == GoOn.Answer.CALLED_OFF ? why : GoOn.Answer.RESTORES_FIRST);
    }

    /** How far the files are; whether they may go on. */
    boolean goesOn(UUID drill, org.gardefou.restic.Progress now) {
        feed.report(
                drill,
                new Progress(
                        DrillStep.FILES.name(),
                        (int) Math.clamp(now.percent(), 0, 100),
                        now.bytesDone(),
                        now.filesDone(),
                        now.bytesPerSecond(),
                        now.remaining(),
                        clock.instant(),
                        false));
        return goOn.ask(drill) == GoOn.Answer.YES;
    }
}
