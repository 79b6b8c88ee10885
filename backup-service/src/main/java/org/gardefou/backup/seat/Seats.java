package org.gardefou.backup.seat;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.backup.destination.Destination;
import org.gardefou.backup.destination.Destinations;
import org.gardefou.backup.repository.RepositoryPlaces;
import org.gardefou.backup.seat.Seat.Asking;
import org.gardefou.kit.job.Admission;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;

/**
 * Lets background work begin where a destination has a seat for it. What finds none waits in the destination's line, by the job's priority and then by the time at
 * which it asked, and takes no worker from what goes on elsewhere. What needs a seat of its kind
 * besides begins when it can have both; until then it waits in the line of one, with the time at which it asked first, and keeps nobody else from the other.
 */
@ApplicationScoped
public class Seats implements Admission {

    private final SeatRows rows;
    private final RepositoryPlaces places;
    private final Destinations destinations;
    private final Map<String, Seated> seated;
    private final Jobs jobs;
    private final SeatConfig config;
    private final Clock clock;

    Seats(
            SeatRows rows,
            RepositoryPlaces places,
            Destinations destinations,
            @All List<Seated> seated,
            Jobs jobs,
            SeatConfig config,
            Clock clock) {
        this.rows = rows;
        this.places = places;
        this.destinations = destinations;
        this.seated = seated.stream().collect(Collectors.toMap(Seated::name, Function.identity()));
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public boolean admits(Job job, String run) {
        Seated wants = seated.get(job.name());
        return wants == null
                || QuarkusTransaction.requiringNew().call(() -> wants.siteOf(run)
                        .map(site -> admits(wants, new Asking(job.name(), run, site, job.priority(), clock.instant())))
                        .orElse(true));
    }

    private boolean admits(Seated wants, Asking asked) {
        List<Seat> before = rows.of(asked.job(), asked.run());
        SortedSet<UUID> wanted = placesOf(wants, asked.site());
        SortedSet<UUID> left = destinationsOf(before);
        SortedSet<UUID> both = new TreeSet<>(wanted);
        both.addAll(left);
        both.forEach(rows::lock);
        // One that broke off and is taken up again sits there still.
        if (left.equals(wanted)
                && before.stream().allMatch(seat -> seat.seatedAt().isPresent())) return true;
        Asking asking = before.stream()
                .map(Seat::askedAt)
                .min(Comparator.naturalOrder())
                .map(first -> new Asking(asked.job(), asked.run(), asked.site(), asked.priority(), first))
                .orElse(asked);
        before.forEach(rows::delete);
        rows.flush();
        Optional<UUID> full =
                wanted.stream().filter(place -> isFull(place, asking)).findFirst();
        if (full.isPresent()) rows.persist(new Seat(asking, full.get(), null));
        else wanted.forEach(place -> rows.persist(new Seat(asking, place, clock.instant())));
        rows.flush();
        left.forEach(this::call);
        return full.isEmpty();
    }

    private boolean isFull(UUID place, Asking asking) {
        int free = seatsOf(place) - rows.taken(place);
        return free <= 0 || rows.before(place, asking, free) >= free;
    }

    @Override
    public void ended(Job job, String run) {
        if (!seated.containsKey(job.name())) return;
        // Also of a run that was interrupted: else its seat waits for its next start.
        boolean interrupted = Thread.interrupted();
        try {
            QuarkusTransaction.requiringNew().run(() -> leave(job.name(), run));
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void leave(String job, String run) {
        List<Seat> mine = rows.of(job, run);
        SortedSet<UUID> left = destinationsOf(mine);
        left.forEach(rows::lock);
        mine.forEach(rows::delete);
        rows.flush();
        left.forEach(this::call);
    }

    /** Asks for the runs whose turn has come at a destination that is locked. */
    void call(UUID destination) {
        int free = seatsOf(destination) - rows.taken(destination);
        if (free <= 0) return;
        for (Seat next : rows.next(destination, free)) {
            if (next.isCalled()) continue;
            next.called(clock.instant());
            jobs.submit(next.job(), next.run());
        }
    }

    /** Since when a run waits in line, as its readers see it; empty when it does not. Inside a transaction, or a request. */
    public Optional<Instant> inLineSince(String job, String run) {
        return rows.inLineSince(job, run);
    }

    /** How many runs of a job wait in line. Inside a transaction. */
    public int inLine(String job) {
        return rows.inLine(job);
    }

    private int seatsOf(UUID place) {
        Optional<Seated> kind = seated.values().stream()
                .filter(one -> one.atOnce() > 0 && ownPlace(one).equals(place))
                .findFirst();
        if (kind.isPresent()) return kind.get().atOnce();
        return SeatRule.seats(
                config.background(), destinations.findByIdOptional(place).flatMap(Destination::parallel));
    }

    private SortedSet<UUID> placesOf(Seated wants, UUID site) {
        SortedSet<UUID> all = new TreeSet<>();
        Optional<UUID> copies = wants.where() == Seated.Where.FIRST ? Optional.empty() : places.copies(site);
        copies.ifPresent(all::add);
        if (copies.isEmpty() && wants.where() != Seated.Where.COPIES)
            places.first(site).ifPresent(all::add);
        if (wants.atOnce() > 0) all.add(ownPlace(wants));
        return all;
    }

    /** Stands for the kind of work, of which there are only so many at once. */
    private static UUID ownPlace(Seated kind) {
        return UUID.nameUUIDFromBytes(kind.name().getBytes(StandardCharsets.UTF_8));
    }

    private static SortedSet<UUID> destinationsOf(List<Seat> seats) {
        return seats.stream().map(Seat::destination).collect(Collectors.toCollection(TreeSet::new));
    }
}
