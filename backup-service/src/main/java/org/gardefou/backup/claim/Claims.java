package org.gardefou.backup.claim;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gardefou.kit.id.Ids;
import org.jboss.logging.Logger;

/**
 * Hands out repositories: to any number who write snapshots or read, or to one who removes. restic's own locks do the same, but whoever meets one
 * of them has failed; here one waits. What people and restores wait for never waits for maintenance, which is asked to stop.
 *
 * <p>A claim is a row that its process keeps alive, so that one of a process that died ends by itself. All times are the database's.
 */
@ApplicationScoped
public class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);

    /** How soon maintenance hears that it is to stop. */
    private static final Duration BEAT = Duration.ofMillis(500);

    /** restic takes a second to clean up behind a SIGINT, and is killed after ten. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A claim is dead after this time; a job that cannot reach the database is interrupted after nine seconds. */
    private static final String LIFE = "interval '20 seconds'";

    private final EntityManager database;
    private final Map<UUID, Claim> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("repository-claims").factory());

    Claims(EntityManager database) {
        this.database = database;
        var _ = heart.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        heart.shutdownNow();
    }

    /**
     * To write a snapshot or to read, beside others who do.
     *
     * @throws RepositoryBusy while somebody has it alone
     */
    public Claim share(UUID site, String purpose) {
        return take(site, "SHARED", purpose).orElseThrow(() -> new RepositoryBusy(site, purpose));
    }

    /**
     * The same for what somebody waits for: whoever has it alone is asked to stop, and their end is waited for.
     *
     * @throws RepositoryBusy when that takes longer than it may
     */
    public Claim shareAtOnce(UUID site, String purpose) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Claim> claim = take(site, "SHARED", purpose);
            if (claim.isPresent()) return claim.get();
            QuarkusTransaction.requiringNew().run(() -> wantBack(site));
            if (System.nanoTime() > until || !slept()) throw new RepositoryBusy(site, purpose);
        }
    }

    /**
     * To remove something.
     *
     * @throws RepositoryBusy while anybody uses it
     */
    public Claim alone(UUID site, String purpose) {
        return take(site, "ALONE", purpose).orElseThrow(() -> new RepositoryBusy(site, purpose));
    }

    /** Asks whoever has a repository alone to stop, inside the caller's transaction. */
    public void wantBack(UUID site) {
        database.createNativeQuery(
                        "update repository_claim set wanted = true where site = :site and use = 'ALONE' and not wanted")
                .setParameter("site", site)
                .executeUpdate();
    }

    /** Whether somebody alive has a repository alone, inside the caller's transaction. */
    public boolean alone(UUID site) {
        return ((Number) database.createNativeQuery(
                                        "select count(*) from repository_claim where site = :site and use = 'ALONE' and alive_at >= now() - "
                                                + LIFE)
                                .setParameter("site", site)
                                .getSingleResult())
                        .longValue()
                > 0;
    }

    private Optional<Claim> take(UUID site, String use, String purpose) {
        Optional<Claim> taken = QuarkusTransaction.requiringNew().call(() -> {
            // One at a time decides about a site's repository; those of other sites do not wait.
            database.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
                    .setParameter("key", "repository-claim " + site)
                    .getSingleResult();
            database.createNativeQuery("delete from repository_claim where site = :site and alive_at < now() - " + LIFE)
                    .setParameter("site", site)
                    .executeUpdate();
            Number rivals = (Number) database.createNativeQuery(
                            "select count(*) from repository_claim where site = :site and (use = 'ALONE' or :use = 'ALONE')")
                    .setParameter("site", site)
                    .setParameter("use", use)
                    .getSingleResult();
            if (rivals.longValue() > 0) return Optional.empty();
            Claim claim = new Claim(this, Ids.next());
            database.createNativeQuery(
                            "insert into repository_claim (id, site, use, purpose, taken_at, alive_at) values (:id, :site, :use, :purpose, now(), now())")
                    .setParameter("id", claim.id())
                    .setParameter("site", site)
                    .setParameter("use", use)
                    .setParameter("purpose", purpose)
                    .executeUpdate();
            return Optional.of(claim);
        });
        // Only now: the heart must not look for a row that has not been committed.
        taken.ifPresent(claim -> held.put(claim.id(), claim));
        return taken;
    }

    void release(Claim claim) {
        held.remove(claim.id());
        boolean interrupted = Thread.interrupted();
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery("delete from repository_claim where id = :id")
                            .setParameter("id", claim.id())
                            .executeUpdate());
        } catch (RuntimeException e) {
            LOG.debugf(e, "Claim %s could not be given back; it ends by itself", claim.id());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            if (held.isEmpty()) return;
            List<UUID> mine = List.copyOf(held.keySet());
            List<?> alive = QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                            "update repository_claim set alive_at = now() where id in (:mine) returning id, wanted")
                    .setParameter("mine", mine)
                    .getResultList());
            for (Object row : alive) {
                Object[] one = (Object[]) row;
                Claim claim = held.get((UUID) one[0]);
                if (claim != null && (boolean) one[1]) claim.cancellation().cancel();
            }
            // What is not there any more was taken for dead: somebody else may be at work.
            List<UUID> found =
                    alive.stream().map(row -> (UUID) ((Object[]) row)[0]).toList();
            mine.stream().filter(id -> !found.contains(id)).forEach(id -> {
                Claim lost = held.get(id);
                if (lost != null) lost.cancellation().cancel();
            });
        } catch (RuntimeException e) {
            LOG.debug("The claims could not be kept alive; they are again in a moment", e);
        }
    }

    private static boolean slept() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
