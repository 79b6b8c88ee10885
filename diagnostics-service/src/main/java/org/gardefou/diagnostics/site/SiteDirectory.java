package org.gardefou.diagnostics.site;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Finds the site that a report is about, by its id or one of its domains, without a query for each report. An entry is read again
 * after a minute, so that what another process changed is seen then; unknown names are never kept.
 */
@ApplicationScoped
public class SiteDirectory {

    private static final long FRESH = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 100_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();
    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transaction;

    SiteDirectory(AgroalDataSource dataSource, TransactionSynchronizationRegistry transaction) {
        this.dataSource = dataSource;
        this.transaction = transaction;
    }

    /**
     * A site as far as a report needs it.
     *
     * @param connectionVouches whether its panel may say that the hoster's staff or automatic jobs changed it
     */
    public record Known(UUID site, UUID customer, @Nullable UUID connection, boolean connectionVouches) {

        /** Whether the caller may speak for it. */
        public boolean openTo(Visibility visibility) {
            return visibility.allows(customer, connection);
        }
    }

    private record Entry(Known known, long readAt) {}

    /** The site with this id or domain, when it need not be read: never blocks. */
    public Optional<Known> remembered(String subject) {
        Entry entry = entries.get(subject.toLowerCase(Locale.ROOT));
        return entry != null && System.nanoTime() - entry.readAt() < FRESH
                ? Optional.of(entry.known())
                : Optional.empty();
    }

    /** The site with this id or domain. */
    public Optional<Known> find(String subject) {
        String key = subject.toLowerCase(Locale.ROOT);
        Optional<Known> remembered = remembered(key);
        if (remembered.isPresent()) return remembered;
        long before = forgotten.get();
        Optional<Known> read = read(key);
        if (entries.size() >= MOST) entries.clear();
        read.ifPresentOrElse(known -> entries.put(key, new Entry(known, System.nanoTime())), () -> entries.remove(key));
        // What was read before a change was committed must not outlive it.
        if (forgotten.get() != before) entries.remove(key);
        return read;
    }

    /** What is known will be wrong when the caller's transaction has committed; before that it would be read in again as it was. */
    public void forgetAfterCommit() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                forgotten.incrementAndGet();
                entries.clear();
            }
        });
    }

    private Optional<Known> read(String subject) {
        Optional<UUID> id = id(subject);
        String query = "select s.id, s.customer, s.connection, coalesce(c.vouches_for_hoster, false)"
                + " from site s left join connection c on c.id = s.connection"
                + (id.isPresent() ? " where s.id = ?" : " join site_domain d on d.site = s.id where d.domain = ?");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, id.isPresent() ? id.get() : subject);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Known(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class),
                                row.getBoolean(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }

    private static Optional<UUID> id(String subject) {
        try {
            return subject.length() == 36 ? Optional.of(UUID.fromString(subject)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
