package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.gardefou.backup.content.SiteContents.Waiting;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/** Reads a snapshot's listing once, and keeps what it says. */
@ApplicationScoped
class Indexing {

    /** What failed for a reason that does not pass by itself. */
    static final Duration NEXT_TRY = Duration.ofDays(1);

    /** A million files from storage that is far away. */
    private static final Duration LONGEST_LISTING = Duration.ofHours(2);

    private static final Logger LOG = Logger.getLogger(Indexing.class);

    private final DataSource dataSource;
    private final Repositories repositories;
    private final ContentConfig config;
    private final Clock clock;

    Indexing(DataSource dataSource, Repositories repositories, ContentConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.repositories = repositories;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Takes the next step for a site: clears away one restore point that has expired, or reads the oldest one that is not indexed.
     *
     * @return whether there may be more to do; false also when another process is at it
     */
    boolean next(UUID site) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean more = next(connection, site);
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean next(Connection connection, UUID site) throws SQLException {
        Optional<SiteContents> free = SiteContents.lock(connection, site);
        if (free.isEmpty()) return false;
        SiteContents contents = free.get();
        if (contents.clearOne()) return true;
        Optional<Waiting> waiting = contents.waiting(clock.instant().minus(NEXT_TRY));
        if (waiting.isEmpty()) return false;
        Optional<ContentFailure> over = over(contents, waiting.get());
        if (over.isPresent()) {
            contents.failed(waiting.get(), over.get(), clock.instant());
            return true;
        }
        try {
            read(connection, site, waiting.get());
        } catch (ResticException | IOException | Incoming.TooMany e) {
            ContentFailure failure =
                    ContentFailure.of(e).orElseThrow(() -> new IllegalStateException(e.getMessage(), e));
            connection.rollback();
            LOG.warnf(
                    "The files of restore point %s could not be read: %s",
                    waiting.get().id(), e.getMessage());
            contents.failed(waiting.get(), failure, clock.instant());
            return true;
        }
        contents.enter(waiting.get(), clock.instant());
        return true;
    }

    /** Known before a line is read, so that what is too much costs nothing however often it is tried. */
    private Optional<ContentFailure> over(SiteContents contents, Waiting point) {
        if (point.files() > config.mostFiles()) return Optional.of(ContentFailure.TOO_MANY_FILES);
        if (contents.versions() >= config.mostVersions()) return Optional.of(ContentFailure.TOO_MANY_VERSIONS);
        return Optional.empty();
    }

    private void read(Connection connection, UUID site, Waiting point) throws IOException, SQLException {
        // Without a lock: whoever clears away or backs up must not wait for somebody who only reads.
        ResticRepository repository = repositories
                .open(site)
                .using(CallOptions.defaults().readingWithoutLock().within(LONGEST_LISTING));
        Incoming incoming = new Incoming(connection, config.mostFiles());
        try {
            repository.list(point.snapshot(), node -> {
                try {
                    incoming.add(node);
                } catch (SQLException e) {
                    throw new Unwritten(e);
                }
            });
        } catch (Unwritten e) {
            throw e.cause;
        }
        incoming.end();
    }

    /** Carries a failure of the database through restic's listing, which it ends. */
    private static final class Unwritten extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException cause;

        Unwritten(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
