package org.gardefou.backup.watch;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.watch.Finding.End;
import org.gardefou.backup.watch.Signal.Kind;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.Node;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/** Looks at a new restore point beside those before it. */
@ApplicationScoped
class PointWatchJob implements Job {

    private final RestorePoints points;
    private final Repositories repositories;
    private final Findings findings;
    private final FindingDesk desk;
    private final LeftOutSince leftOut;
    private final Limits limits;

    PointWatchJob(
            RestorePoints points,
            Repositories repositories,
            Findings findings,
            FindingDesk desk,
            LeftOutSince leftOut,
            Limits limits) {
        this.points = points;
        this.repositories = repositories;
        this.findings = findings;
        this.desk = desk;
        this.leftOut = leftOut;
        this.limits = limits;
    }

    /** A restore point and those before it, newest first. */
    private record Scene(RestorePoint point, List<RestorePoint> before) {
        Observed now() {
            return Observed.of(point);
        }

        List<Observed> earlier() {
            return before.stream().map(Observed::of).toList();
        }

        Optional<RestorePoint> last() {
            return before.stream().findFirst();
        }
    }

    @Override
    public String name() {
        return "point-watch";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return FIRST;
    }

    @Override
    public void run(String id) throws RepositoryUnusable {
        Optional<Scene> found = QuarkusTransaction.requiringNew()
                .call(() -> points.findByIdOptional(UUID.fromString(id))
                        .map(point -> new Scene(point, points.before(point, limits.compared()))));
        if (found.isEmpty() || found.get().point().state() != RestorePoint.State.AVAILABLE) return;
        Scene scene = found.get();
        QuarkusTransaction.requiringNew().run(() -> silence(scene));
        Optional<Signal> size = size(scene);
        QuarkusTransaction.requiringNew().run(() -> size(scene, size));
        churn(scene).ifPresent(signal -> QuarkusTransaction.requiringNew()
                .run(() -> open(scene, signal, scene.last().orElse(null))));
    }

    /** The names are in the repository; what was there before must not have gone. */
    private Optional<Signal> churn(Scene scene) throws RepositoryUnusable {
        Optional<RestorePoint> last = scene.last().filter(point -> point.state() == RestorePoint.State.AVAILABLE);
        if (last.isEmpty() || !ChurnRule.unusual(scene.now(), scene.earlier(), limits.churn())) return Optional.empty();
        // A prune that begins meanwhile takes nothing away that these points need.
        ResticRepository repository = repositories
                .open(scene.point().site())
                .using(CallOptions.defaults().readingWithoutLock());
        NameFacts.Counting names = new NameFacts.Counting();
        repository.list(last.get().snapshot(), node -> {
            if (node.type() == Node.Type.FILE) names.before(node.path());
        });
        repository.diff(last.get().snapshot(), scene.point().snapshot(), change -> {
            if (change.path().endsWith("/")) return;
            switch (change.kind()) {
                case ADDED -> names.added(change.path());
                case REMOVED -> names.removed(change.path());
                case CONTENT_CHANGED, TYPE_CHANGED -> names.changed(change.path());
                case METADATA_CHANGED -> {}
            }
        });
        return ChurnRule.judge(scene.now(), scene.earlier(), names.facts(), limits.churn());
    }

    /** What is smaller only by what somebody chose to leave out is as it was; for that the repository is looked into, which may be busy or away. */
    private Optional<Signal> size(Scene scene) throws RepositoryUnusable {
        Optional<Signal> size = SizeRule.judge(scene.now(), scene.earlier(), limits.size());
        if (size.filter(signal -> signal.kind() == Kind.SHRINKING).isEmpty()) return size;
        return SizeRule.judge(scene.now(), leftOut.apply(scene.point(), scene.before()), limits.size());
    }

    private void size(Scene scene, Optional<Signal> size) {
        for (Kind kind : List.of(Kind.SHRINKING, Kind.GROWING)) {
            if (size.filter(signal -> signal.kind() == kind).isPresent()) continue;
            openOf(scene, kind).forEach(finding -> desk.close(finding, End.USUAL, null));
        }
        size.ifPresent(signal -> open(scene, signal, null));
    }

    private void silence(Scene scene) {
        List<Finding> silent = openOf(scene, Kind.SILENT_SOURCE);
        Set<String> back =
                SilenceRule.back(silent.stream().map(Finding::subject).collect(Collectors.toSet()), scene.now());
        silent.stream()
                .filter(finding -> back.contains(finding.subject()))
                .forEach(finding -> desk.close(finding, End.RECOVERED, null));
        scene.last()
                .map(last -> SilenceRule.fallen(scene.now(), Observed.of(last)))
                .orElse(List.of())
                .forEach(signal -> open(scene, signal, null));
    }

    private List<Finding> openOf(Scene scene, Kind kind) {
        return findings.open(scene.point().site()).stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    private void open(Scene scene, Signal signal, @Nullable RestorePoint clean) {
        RestorePoint point = scene.point();
        // Read anew: it may have expired meanwhile, and what is pinned is written.
        RestorePoint kept = clean == null ? null : points.findById(clean.id());
        desk.open(point.site(), point.customer(), signal, point.id(), kept);
    }
}
