package org.gardefou.backup.verification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.backup.verification.Booting.Booted;
import org.gardefou.backup.verification.Booting.Order;
import org.gardefou.backup.verification.Verification.State;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Boots one restore point, and keeps what came of it. Killed at any moment it is done anew, from nothing. */
@ApplicationScoped
class BootJob implements Job {

    private static final Logger LOG = Logger.getLogger(BootJob.class);

    private final Verifications verifications;
    private final RestorePoints points;
    private final Sites sites;
    private final FrontPages fronts;
    private final Booting booting;
    private final Repositories repositories;
    private final Claims claims;
    private final EvidenceLog log;
    private final VerificationConfig config;
    private final Clock clock;
    private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();

    BootJob(
            Verifications verifications,
            RestorePoints points,
            Sites sites,
            FrontPages fronts,
            Booting booting,
            Repositories repositories,
            Claims claims,
            EvidenceLog log,
            VerificationConfig config,
            Clock clock) {
        this.verifications = verifications;
        this.points = points;
        this.sites = sites;
        this.fronts = fronts;
        this.booting = booting;
        this.repositories = repositories;
        this.claims = claims;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "boot";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    /** What is to be done, or why it cannot be. */
    private record Plan(
            @Nullable Order order, UUID site, @Nullable Ending ending) {}

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public void run(String id) throws IOException {
        UUID verification = UUID.fromString(id);
        Optional<Plan> plan = QuarkusTransaction.requiringNew().call(() -> start(verification));
        if (plan.isEmpty()) return;
        atWork.add(verification);
        try {
            booting.sweep(new HashSet<>(atWork));
            Order order = plan.get().order();
            Booted booted = order == null
                    ? new Booted(Objects.requireNonNull(plan.get().ending()), null)
                    : boot(order, plan.get().site());
            QuarkusTransaction.requiringNew().run(() -> end(verification, booted));
        } finally {
            atWork.remove(verification);
        }
    }

    private Optional<Plan> start(UUID id) {
        Verification verification = verifications.findById(id);
        if (verification == null || verification.state() == State.ENDED) return Optional.empty();
        verification.start(clock.instant());
        RestorePoint point = points.findById(verification.restorePoint());
        UUID site = point.site();
        Optional<Site> known = sites.findByIdOptional(site);
        if (known.isEmpty() || point.state() != RestorePoint.State.AVAILABLE) {
            return Optional.of(new Plan(
                    null,
                    site,
                    Ending.notPossible(
                            new Text(
                                    "Ce point a expiré, ou son site n'est plus connu, avant d'être vérifié.",
                                    "It expired, or its site is not known any more, before it was verified."),
                            Booting.TOOL)));
        }
        Path root = Path.of(known.get().root()).normalize();
        Path documentRoot = Path.of(known.get().documentRoot()).normalize();
        FrontPage front = fronts.findById(site);
        return Optional.of(new Plan(
                new Order(
                        id,
                        point.snapshot(),
                        point.bytes(),
                        point.databases(),
                        documentRoot.toString(),
                        documentRoot.startsWith(root)
                                ? root.relativize(documentRoot).toString()
                                : String.valueOf(documentRoot.getFileName()),
                        front == null ? null : front.marker()),
                site,
                null));
    }

    private Booted boot(Order order, UUID site) throws IOException {
        try (Claim claim = claims.shareAtOnce(site, "boot")) {
            return booting.boot(
                    order,
                    repositories
                            .open(site)
                            .using(CallOptions.defaults()
                                    .within(config.longestBoot())
                                    .readingWithoutLock()
                                    .cancelledBy(claim.cancellation())));
        } catch (ResticException.Cancelled e) {
            throw e;
        } catch (RepositoryUnusable | ResticException e) {
            LOG.warnf("Verification %s of site %s: %s", order.id(), site, e.getMessage());
            return new Booted(
                    Ending.notPossible(
                            new Text(
                                    "Le dépôt n'a pas pu être ouvert : l'hébergeur vérifie le stockage et la clé ; demandez ensuite une nouvelle vérification.",
                                    "The repository could not be opened: the hoster sees to storage and key; then ask for another verification."),
                            Booting.TOOL),
                    null);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) throw e;
            LOG.warnf(e, "Verification %s of site %s could not be made", order.id(), site);
            return new Booted(
                    Ending.notPossible(
                            new Text(
                                    "Le démarrage à l'écart n'a pas pu aller à son terme sur ce serveur ; cela ne dit rien du point. L'hébergeur lit le journal du service.",
                                    "The boot in a place apart could not be brought to its end on this server; that says nothing about the point. The hoster reads the service's log."),
                            Booting.TOOL),
                    null);
        }
    }

    private void end(UUID id, Booted booted) {
        Verification verification = verifications.findById(id);
        if (verification.state() == State.ENDED) return;
        log.end(verification, booted.ending());
        Marker marker = booted.marker();
        if (marker != null) fronts.seen(verification.site(), verification.restorePoint(), marker, clock.instant());
    }
}
