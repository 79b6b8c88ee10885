package org.gardefou.diagnostics.monitor;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.diagnostics.check.FrontPage;
import org.gardefou.diagnostics.check.ProbeConfig;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.monitor.Monitors.Stored;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Sites;

/** One look of a monitor at its site. */
@ApplicationScoped
class Look {

    private final Monitors monitors;
    private final Sites sites;
    private final FrontPage page;
    private final Event<SiteTurned> turns;
    private final MonitorConfig config;
    private final ProbeConfig probe;
    private final Clock clock;

    Look(
            Monitors monitors,
            Sites sites,
            FrontPage page,
            Event<SiteTurned> turns,
            MonitorConfig config,
            ProbeConfig probe,
            Clock clock) {
        this.monitors = monitors;
        this.sites = sites;
        this.page = page;
        this.turns = turns;
        this.config = config;
        this.probe = probe;
        this.clock = clock;
    }

    /** Looks, with no transaction open meanwhile, and writes down what became of it. A site that has gone is left alone. */
    void at(UUID site) {
        Site.SitePlace place = QuarkusTransaction.requiringNew()
                .call(() -> sites.findByIdOptional(site).map(Site::place).orElse(null));
        if (place == null) return;
        Instant at = clock.instant();
        Severity seen = page.look(place, at);
        QuarkusTransaction.requiringNew().run(() -> keep(site, place, seen, at));
    }

    private void keep(UUID site, Site.SitePlace place, Severity seen, Instant at) {
        Stored monitor = monitors.lock(site).orElse(null);
        if (monitor == null || monitor.paused()) return;
        // A slow look may end behind the one after it, or behind a move of the site: what it saw is no more.
        Instant last = monitor.lookedAt();
        if (last != null && !last.isBefore(at)) return;
        if (sites.findByIdOptional(site)
                .filter(now -> now.place().url().equals(place.url()))
                .isEmpty()) return;
        Standing.Step step = monitor.standing().look(seen, at, longest(monitor.interval()));
        monitors.stands(site, step.next(), at);
        Stretch watched = step.watched();
        if (watched != null) for (Stretch part : watched.byHour()) monitors.watched(site, part, step.down());
        if (step.next().state() == Standing.State.SUSPECT)
            monitors.dueAt(site, clock.instant().plus(config.confirm()));
        if (step.turned()) turns.fire(new SiteTurned(site));
    }

    /** A turn that is late by a half, and by as long as a page may take, is no gap; one that was left out is. */
    private Duration longest(Duration interval) {
        return interval.multipliedBy(3).dividedBy(2).plus(probe.patience());
    }
}
