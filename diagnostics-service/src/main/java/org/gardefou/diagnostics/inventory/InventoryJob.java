package org.gardefou.diagnostics.inventory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.diagnostics.inventory.Inventories.Stored;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.gardefou.diagnostics.server.Machines;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.SiteDirectory;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.diagnostics.sitechange.ChangeIntake;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.Lane;
import org.jboss.logging.Logger;

/** Looks at one site, and stores what it is made of with what that changes. It only reads the site, so it may begin again after a crash. */
@ApplicationScoped
class InventoryJob implements Job {

    private static final Logger LOG = Logger.getLogger(InventoryJob.class);
    private static final int LONGEST_REASON = 300;

    private final Inventories inventories;
    private final Sites sites;
    private final SiteDirectory directory;
    private final Machines machines;
    private final List<CmsReader> readers;
    private final ChecksumLists lists;
    private final ChecksumConfig checksums;
    private final FoundChanges changes;
    private final ChangeIntake intake;
    private final Event<InventoryRead> read;
    private final Jobs jobs;
    private final InventoryConfig config;
    private final Clock clock;

    InventoryJob(
            Inventories inventories,
            Sites sites,
            SiteDirectory directory,
            Machines machines,
            Markers markers,
            ChecksumLists lists,
            ChecksumConfig checksums,
            FoundChanges changes,
            ChangeIntake intake,
            Event<InventoryRead> read,
            Jobs jobs,
            InventoryConfig config,
            Clock clock) {
        this.inventories = inventories;
        this.sites = sites;
        this.directory = directory;
        this.machines = machines;
        this.readers = List.of(
                new WordPressReader(markers),
                new JoomlaReader(markers),
                new DrupalReader(markers),
                new PrestaShopReader(markers));
        this.lists = lists;
        this.checksums = checksums;
        this.changes = changes;
        this.intake = intake;
        this.read = read;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    /** Where a site is; the whole of it tells one place from another. */
    private record Spot(UUID server, String root, String documentRoot) {

        static Spot of(Site site) {
            return new Spot(site.server(), site.place().root(), site.place().documentRoot());
        }

        String text() {
            return server + " " + documentRoot;
        }

        String below() {
            return Path.of(root).relativize(Path.of(documentRoot)).toString();
        }
    }

    @Override
    public String name() {
        return "inventory";
    }

    /** Nobody waits for it as for a diagnosis. */
    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public void run(String id) {
        UUID site = UUID.fromString(id);
        Optional<Spot> spot = spot(site);
        if (spot.isEmpty()) return;
        Reading reading = look(spot.get());
        boolean told = QuarkusTransaction.requiringNew().call(() -> store(site, spot.get(), reading));
        if (told) intake.committed(List.of(site));
    }

    private Optional<Spot> spot(UUID site) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sites.findByIdOptional(site).map(Spot::of));
    }

    private Reading look(Spot spot) {
        try {
            SiteFiles files = machines.of(spot.server()).files(spot.root());
            String documentRoot = spot.below();
            if (!files.exists(documentRoot)) {
                return Reading.couldNot("MISSING " + Excerpt.of(spot.documentRoot(), LONGEST_REASON));
            }
            Reading reading = Reading.of(tree(files, documentRoot, config.patience()), readers);
            return new Comparison(tree(files, documentRoot, checksums.comparison()), lists).of(reading);
        } catch (IOException e) {
            LOG.infof("What the site at %s is made of could not be read: %s", spot.documentRoot(), e.getMessage());
            return Reading.couldNot(Excerpt.of(String.valueOf(e.getMessage()), LONGEST_REASON));
        }
    }

    private static Tree tree(SiteFiles files, String documentRoot, Duration time) {
        return new Tree(files, documentRoot, new Budget(time, System::nanoTime));
    }

    /** Inside a transaction; answers whether changes were told. */
    private boolean store(UUID id, Spot spot, Reading reading) {
        if (!inventories.holdSite(id)) return false;
        Instant now = clock.instant();
        if (!sites.findByIdOptional(id).map(Spot::of).equals(Optional.of(spot))) {
            // It moved while it was looked at: what was seen is not what it is made of.
            jobs.submit(InventoryJob.class, id.toString());
            return false;
        }
        Optional<Stored> before = inventories.lock(id);
        if (reading.state() == Reading.State.COULD_NOT_READ) {
            inventories.missed(id, reading, now);
            return false;
        }
        inventories.store(id, reading, spot.text(), now);
        int told = before.filter(old -> spot.text().equals(old.place()))
                .map(old -> found(id, old, reading, now))
                .orElse(0);
        read.fire(new InventoryRead(id));
        return told > 0;
    }

    private int found(UUID id, Stored before, Reading reading, Instant now) {
        Instant since = before.readAt() == null ? before.lookedAt() : before.readAt();
        List<Difference> differences = Difference.between(before.reading(), reading);
        return directory
                .find(id.toString())
                .map(site -> changes.tell(site, differences, since, now))
                .orElse(0);
    }
}
