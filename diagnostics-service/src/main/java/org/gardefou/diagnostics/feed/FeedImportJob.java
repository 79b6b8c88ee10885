package org.gardefou.diagnostics.feed;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.feed.FeedImport.Counts;
import org.gardefou.diagnostics.feed.FeedReader.Counted;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.jboss.logging.Logger;

/**
 * Makes one import, in one transaction: what is read of the new feed is seen by nobody before the swap, and is gone when it is not taken, or when the
 * process dies in the middle. Then the import begins again.
 */
@ApplicationScoped
class FeedImportJob implements Job {

    private static final Logger LOG = Logger.getLogger(FeedImportJob.class);

    /** A feed that lost half of its records is more likely cut than right. */
    private static final int FEWEST_OF_BEFORE = 2;

    /** The transaction holds nothing that others wait for, and a large feed on a slow disk takes its time. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final FeedImports imports;
    private final FeedSource source;
    private final AgroalDataSource dataSource;
    private final Event<FeedSwapped> swapped;
    private final FeedConfig config;
    private final Clock clock;

    FeedImportJob(
            FeedImports imports,
            FeedSource source,
            AgroalDataSource dataSource,
            Event<FeedSwapped> swapped,
            FeedConfig config,
            Clock clock) {
        this.imports = imports;
        this.source = source;
        this.dataSource = dataSource;
        this.swapped = swapped;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "feed-import";
    }

    /** Nobody waits for it as for a diagnosis. */
    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public void run(String id) throws IOException {
        UUID one = UUID.fromString(id);
        Optional<FeedImport> wanted =
                QuarkusTransaction.requiringNew().call(() -> imports.start(one) ? imports.find(one) : Optional.empty());
        if (wanted.isEmpty()) return;
        try {
            take(wanted.get());
        } catch (FeedRefused e) {
            LOG.infof(
                    "The import %s of the feed %s was refused: %s",
                    id, wanted.get().feed(), e.getMessage());
            fail(one, e.text());
        }
    }

    private void take(FeedImport one) throws IOException {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout((int) LONGEST.toSeconds()));
        try {
            imports.lock(one.feed());
            Optional<UUID> before = imports.current(one.feed());
            FeedSource.Opened opened = source.open(one);
            Counted counted;
            long rows;
            try (InputStream bytes = BoundedStream.of(opened.bytes(), config.mostBytes());
                    Connection connection = dataSource.getConnection()) {
                FeedCopy copy = new FeedCopy(connection, one.id());
                counted = FeedReader.read(bytes, one.format(), copy);
                rows = copy.finish();
            } catch (SQLException e) {
                throw new IOException("The database did not take the feed", e);
            }
            Counts counts = new Counts(
                    counted.records(),
                    counted.unreadable(),
                    rows,
                    imports.only(one.id(), before.orElse(null)),
                    before.map(old -> imports.only(old, one.id())).orElse(0L));
            if (!one.fewer()) refuseFewer(one.id(), before);
            Instant now = clock.instant();
            Instant asked = one.fetchedAt();
            imports.swap(one, counts, asked != null ? asked : opened.fetchedAt(), now);
            swapped.fire(new FeedSwapped(one.feed()));
            QuarkusTransaction.commit();
        } finally {
            if (QuarkusTransaction.isActive()) QuarkusTransaction.rollback();
        }
    }

    private void refuseFewer(UUID id, Optional<UUID> before) throws FeedRefused {
        if (before.isEmpty()) return;
        long had = imports.records(before.get());
        long has = imports.records(id);
        if (has * FEWEST_OF_BEFORE >= had) return;
        throw new FeedRefused(
                "Le flux n'a plus que %d enregistrements, l'ancien en a %d : il est sans doute tronqué, et l'ancien reste en place. S'il est complet, relancez l'import avec fewer."
                        .formatted(has, had),
                "The feed has only %d records, the old one has %d: it was probably cut, and the old one stays. If it is whole, import it again with fewer."
                        .formatted(has, had));
    }

    private void fail(UUID id, Text problem) {
        QuarkusTransaction.requiringNew().run(() -> imports.fail(id, problem, clock.instant()));
    }
}
