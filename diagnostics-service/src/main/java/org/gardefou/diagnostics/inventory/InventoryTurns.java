package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.gardefou.diagnostics.sitechange.SiteQuiet;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Has sites looked at by themselves: in their turn, once a site is quiet after changes, and when a restore has put other files there. */
@ApplicationScoped
class InventoryTurns implements RepeatedJob, Listener {

    /** In a minute; looks of a second each leave the machine to others, and a fleet of 50,000 gets through in a day. */
    private static final int MOST = 40;

    private final Inventories inventories;
    private final Jobs jobs;
    private final InventoryConfig config;
    private final Clock clock;

    InventoryTurns(Inventories inventories, Jobs jobs, InventoryConfig config, Clock clock) {
        this.inventories = inventories;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Restored(UUID site) {}

    @Override
    public String name() {
        return "inventory-turns";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    @Transactional
    public void run() {
        if (!config.byItself()) return;
        for (UUID site : inventories.due(clock.instant().minus(config.every()), MOST))
            jobs.submitMissing(InventoryJob.class, site.toString());
    }

    void quiet(@Observes SiteQuiet quiet) {
        if (config.byItself()) jobs.submit(InventoryJob.class, quiet.site().toString());
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore.switched", Restored.class, this::restored)
                .on("restore.rolled-back", Restored.class, this::restored);
    }

    /** What a restore brought back is nobody's change. */
    private void restored(BusEvent<Restored> event) {
        UUID site = event.data().site();
        inventories.forgetPlace(site);
        if (config.byItself()) jobs.submit(InventoryJob.class, site.toString());
    }
}
