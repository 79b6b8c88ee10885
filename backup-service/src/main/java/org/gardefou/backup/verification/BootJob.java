package org.gardefou.backup.verification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.access.apart.Marker;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.RepositoryBusy;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.selection.LeftOut;
import org.gardefou.backup.selection.SelectionRule;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.SiteFolders;
import org.gardefou.backup.source.Sites;
import org.gardefou.backup.source.SourceMissing;
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

    /** A crash or two happen; what fails a third time is the point's, and no other point waits for it any longer. */
    static final int TRIES = 3;

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
    private final Set<UUID> atWork = new HashSet<>();

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
        try {
            enter(verification);
            Order order = plan.get().order();
            Booted booted = order == null
                    ? new Booted(Objects.requireNonNull(plan.get().ending()), null)
                    : boot(order, plan.get().site());
            end(verification, booted);
        } catch (ResticException.Cancelled | RepositoryBusy e) {
            gaveWay(verification);
            throw e;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                gaveWay(verification);
                Thread.currentThread().interrupt();
            }
            throw e;
        } finally {
            synchronized (atWork) {
                atWork.remove(verification);
            }
        }
    }

    /** Removes what boots left that were killed. Nobody begins meanwhile: its place would be taken for one of theirs. */
    private void enter(UUID verification) throws IOException {
        synchronized (atWork) {
            atWork.add(verification);
            booting.sweep(atWork);
        }
    }

    private Optional<Plan> start(UUID id) {
        Verification verification = verifications.findById(id);
        if (verification == null || verification.state() == State.ENDED) return Optional.empty();
        verification.start(clock.instant());
        if (verification.tries() > TRIES) {
            return Optional.of(new Plan(
                    null,
                    verification.site(),
                    Ending.notPossible(
                            new Text(
                                    "Le démarrage à l'écart a été interrompu trois fois ; cela ne dit rien du point. L'hébergeur lit le journal du service.",
                                    "The boot in a place apart broke off three times; that says nothing about the point. The hoster reads the service's log."),
                            Booting.TOOL)));
        }
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
        SiteFolders folders;
        try {
            folders = SiteFolders.of(known.get());
        } catch (SourceMissing e) {
            LOG.warnf("Verification %s of site %s: %s", id, site, e.getMessage());
            return Optional.of(new Plan(
                    null,
                    site,
                    Ending.notPossible(
                            new Text(
                                    "Le dossier du site n'en est pas un à lui seul : corrigez la fiche du site, puis demandez une nouvelle vérification.",
                                    "The site's folder is not one of its own: correct the site's entry, then ask for another verification."),
                            Booting.TOOL)));
        }
        Optional<String> lacking = lacking(point, folders);
        if (lacking.isPresent()) {
            return Optional.of(new Plan(
                    null,
                    site,
                    Ending.notPossible(
                            new Text(
                                    "Ce point laisse exprès de côté du code du site ou l'accès à sa base (« "
                                            + lacking.get()
                                            + " ») : il ne peut pas démarrer seul. Retirez ce motif, ou comptez sur les autres preuves.",
                                    "This point leaves out code of the site or its access to the database on purpose (\""
                                            + lacking.get()
                                            + "\"): it cannot start by itself. Take that pattern off, or count on the other evidence."),
                            Booting.TOOL)));
        }
        FrontPage front = fronts.findById(site);
        return Optional.of(new Plan(
                new Order(
                        id,
                        point.snapshot(),
                        point.bytes(),
                        point.databases(),
                        folders.documentRoot().toString(),
                        folders.below().toString(),
                        front == null ? null : front.marker()),
                site,
                null));
    }

    /** The pattern by which the site in it cannot start. */
    private static Optional<String> lacking(RestorePoint point, SiteFolders folders) {
        List<String> exclude = point.leftOut().map(LeftOut::exclude).orElse(List.of());
        return SelectionRule.warnings(exclude, folders.below().toString()).stream()
                .map(SelectionRule.Warning::pattern)
                .findFirst();
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

    private void gaveWay(UUID id) {
        QuarkusTransaction.requiringNew()
                .run(() -> verifications.findByIdOptional(id).ifPresent(Verification::gaveWay));
    }

    /** What cannot be kept of it is not kept; it ends all the same, since others wait for its end. */
    void end(UUID id, Booted booted) {
        try {
            QuarkusTransaction.requiringNew().run(() -> keep(id, booted));
        } catch (RuntimeException e) {
            LOG.warnf(e, "What came of verification %s cannot be kept", id);
            Ending ending = Ending.notPossible(
                    new Text(
                            "Ce que ce démarrage a montré n'a pas pu être enregistré ; cela ne dit rien du point. L'hébergeur lit le journal du service.",
                            "What this boot showed could not be kept; that says nothing about the point. The hoster reads the service's log."),
                    Booting.TOOL);
            QuarkusTransaction.requiringNew().run(() -> keep(id, new Booted(ending, null)));
        }
    }

    private void keep(UUID id, Booted booted) {
        Verification verification = verifications.findById(id);
        if (verification == null || verification.state() == State.ENDED) return;
        // Of a point that was erased meanwhile nothing is kept that it held: what else writes its row has done so, or
        // waits.
        RestorePoint point = points.findById(verification.restorePoint(), LockModeType.PESSIMISTIC_WRITE);
        boolean there = point.state() == RestorePoint.State.AVAILABLE;
        log.end(verification, there ? booted.ending() : booted.ending().seeingNothing());
        Marker marker = booted.marker();
        if (there && marker != null) {
            fronts.seen(verification.site(), verification.restorePoint(), marker, clock.instant());
        }
    }
}
