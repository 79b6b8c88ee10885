package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.restorepoint.Pin.By;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Pins restore points and takes pins off, inside the caller's transaction, and tells it. */
@ApplicationScoped
class Pins {

    private final RestorePoints points;
    private final Sites sites;
    private final RetentionConfig config;
    private final Outbox outbox;
    private final Clock clock;

    Pins(RestorePoints points, Sites sites, RetentionConfig config, Outbox outbox, Clock clock) {
        this.points = points;
        this.sites = sites;
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code restore-point.pinned}; the reason is a text for those who can read the point, and not told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pinned(
            UUID restorePoint, UUID site, By by, @Nullable Instant until, Instant at) {}

    /** The data of {@code restore-point.unpinned}. */
    record Unpinned(UUID restorePoint, UUID site, Instant at) {}

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when the point has expired, when somebody stronger has pinned it, or when a customer has pinned as
     *     many as there may be
     */
    void pin(RestorePoint point, By by, String reason, @Nullable Instant until) {
        demandThere(point);
        demandStronger(point, by);
        if (by == By.CUSTOMER) demandRoom(point);
        set(point, new Pin(by, reason, clock.instant(), until));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when somebody stronger has pinned it */
    void unpin(RestorePoint point, By by) {
        if (point.pin().isEmpty()) return;
        demandStronger(point, by);
        takeOff(point);
    }

    /** Takes off the pins of a site whose time is over. */
    void endOver(UUID site, Instant now) {
        points.available(site).stream()
                .filter(point -> point.pin().filter(pin -> !pin.holds(now)).isPresent())
                .forEach(this::takeOff);
    }

    private void set(RestorePoint point, Pin pin) {
        point.pin(pin);
        Pinned told = new Pinned(point.id(), point.site(), pin.by(), pin.until(), pin.at());
        outbox.add(Event.of("gardefou.backups", "restore-point.pinned", point.site(), told));
    }

    private void takeOff(RestorePoint point) {
        point.unpin();
        Unpinned told = new Unpinned(point.id(), point.site(), clock.instant());
        outbox.add(Event.of("gardefou.backups", "restore-point.unpinned", point.site(), told));
    }

    private static void demandThere(RestorePoint point) {
        if (point.state() != RestorePoint.State.AVAILABLE) {
            throw Problems.conflict(
                    "The restore point %s has expired: pin one that is AVAILABLE.".formatted(point.id()));
        }
    }

    /** Whoever has taken over a customer's account must not throw away what the hoster keeps. */
    private static void demandStronger(RestorePoint point, By by) {
        if (by == By.CUSTOMER
                && point.pin().filter(pin -> pin.by() != By.CUSTOMER).isPresent()) {
            throw Problems.conflict(
                    "The restore point %s was pinned by the hoster: ask the hoster's support to change that."
                            .formatted(point.id()));
        }
    }

    /** One transaction at a time counts the pins of a site. */
    private void demandRoom(RestorePoint point) {
        Optional<Site> site = sites.findByIdOptional(point.site());
        site.ifPresent(sites::lock);
        long others = points.available(point.site()).stream()
                .filter(one -> !one.id().equals(point.id()))
                .filter(one -> one.pin()
                        .filter(pin -> pin.by() == By.CUSTOMER && pin.holds(clock.instant()))
                        .isPresent())
                .count();
        if (others >= config.pins()) {
            throw Problems.conflict(
                    "%d restore points of this site are pinned, as many as there may be. Take a pin off, or ask the hoster's support to pin this one."
                            .formatted(others));
        }
    }
}
