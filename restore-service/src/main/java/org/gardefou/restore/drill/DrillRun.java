package org.gardefou.restore.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.access.apart.BootPlace;
import org.gardefou.access.apart.BootUsers;
import org.gardefou.access.apart.PageLook;
import org.gardefou.access.apart.PageText;
import org.gardefou.access.apart.Sandbox;
import org.gardefou.access.apart.Showing;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.restic.Cancellation;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.SnapshotLayout;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/**
 * One run of a drill, in its place. The site is empty there, and its databases are those of a server of its own; from then on the
 * restore's own classes do what they do to a live site: prepare beside it, make harmless, load, switch.
 */
final class DrillRun implements AutoCloseable {

    /** Where the owner is nobody of this machine: Debian's www-data. */
    private static final String WEB_SERVER = "33";

    /** Rows with their indexes take about twice the room of their dump; the server begins with a hundred megabytes. */
    private static final int TIMES = 4;

    private static final long LEAST = 1_000_000_000;
    private static final int LONGEST_LINE = 400;

    private final Drilling by;
    private final Order order;
    private final BootPlace place;
    private final Took took;
    private final Host host;
    private final DrillServers servers;
    private @Nullable Sandbox sandbox;
    private boolean wordPress;

    DrillRun(Drilling by, Order order, BootPlace place, Took took) throws IOException {
        this.by = by;
        this.order = order;
        this.place = place;
        this.took = took;
        this.host = by.reach.here();
        this.servers = DrillServers.prepare(host, by.data, place, order, by.config.longest());
    }

    /** What was ended for taking too much looks like a dump that does not load, or a site that does not answer. */
    Ended run() throws IOException, RestoreFailure, InterruptedException {
        try {
            Ended ended = restored();
            return tooMuch().orElse(ended);
        } catch (IOException | RestoreFailure | RuntimeException e) {
            Optional<Ended> much = tooMuch();
            if (much.isPresent()) return much.get();
            throw e;
        }
    }

    private Optional<Ended> tooMuch() {
        return Optional.ofNullable(sandbox)
                .flatMap(Sandbox::exceeded)
                .map(excess -> Ended.notPossible("TOO_MUCH", DrillWords.of(excess)));
    }

    private Ended restored() throws IOException, RestoreFailure, InterruptedException {
        Target apart = furnish();
        Reach reach = by.reach.knowing(servers.secrets());
        begin(DrillStep.PREFLIGHT);
        Cancellation cancellation = new Cancellation();
        ResticRepository repository = by.open(order.site(), cancellation);
        SnapshotLayout layout =
                SnapshotLayout.of(repository, order.snapshot(), order.live(), Set.copyOf(order.schemas()), null);
        begin(DrillStep.FILES);
        Prepared prepared;
        try {
            prepared = by.preparation
                    .reaching(reach)
                    .prepare(
                            order.drill(),
                            1,
                            apart,
                            layout,
                            List.of(),
                            repository,
                            order.snapshot(),
                            progress -> {
                                if (!by.goesOn(order.drill(), progress)) cancellation.cancel();
                            },
                            this::shutIn);
        } catch (ResticException.Cancelled e) {
            if (cancellation.isCancelled()) throw by.stopped(order.drill());
            throw e;
        }
        begin(DrillStep.SWITCH);
        by.exchange.reaching(reach).switchOver(apart, prepared, Keeping.NOTHING, false);
        begin(DrillStep.BOOT);
        place.settings(by.json, wordPress, servers.account());
        List<PageLook> pages = open().look(by.json);
        if (pages.isEmpty()) throw new IOException("Nobody could look at the restored site");
        begin(DrillStep.CHECK);
        return judged(reach, apart, prepared, layout, pages);
    }

    private void begin(DrillStep step) {
        took.end();
        by.begins(order.drill(), step);
        took.begin(step);
    }

    /** An empty site of the same owner. */
    private Target furnish() throws IOException {
        Target apart = order.live().apart(place.tree(), owner(), servers::moved);
        Path root = Files.createDirectories(Path.of(apart.documentRoot()));
        host.run(Command.of("chown", apart.owner() + ":", root.toString())).orThrow();
        return apart;
    }

    private String owner() throws IOException {
        String owner = order.live().owner();
        try {
            place.path().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
            return owner;
        } catch (UserPrincipalNotFoundException e) {
            return WEB_SERVER;
        }
    }

    /** The files stand. The namespaces, the database server and the site's account in it are the drill's own, and not measured. */
    private void shutIn(String tree) throws IOException, RestoreFailure {
        took.end();
        Path restored = place.tree().resolve(tree);
        wordPress = Files.isRegularFile(restored.resolve("wp-includes/version.php"), LinkOption.NOFOLLOW_LINKS);
        int uid = (int) Files.getAttribute(restored, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int gid = (int) Files.getAttribute(restored, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        if (BootUsers.ours(uid) || BootUsers.ours(gid))
            throw new IOException("The site's owner is one of the drill's own");
        sandbox = Sandbox.open(
                host,
                new Sandbox.Resident(
                        place,
                        tree,
                        order.live().documentRoot(),
                        BootUsers.serving(uid),
                        BootUsers.serving(gid),
                        servers.hasMariadb(),
                        wordPress ? List.of("/", "/wp-login.php") : List.of("/")),
                Math.clamp(TIMES * order.bytes() + LEAST, LEAST, Math.max(LEAST, by.config.largest())));
        if (!order.hasDatabases()) return;
        servers.await();
        begin(DrillStep.DATABASES);
    }

    private Ended judged(Reach reach, Target apart, Prepared prepared, SnapshotLayout layout, List<PageLook> pages)
            throws IOException {
        long rows = 0;
        List<String> differ = new ArrayList<>();
        for (Target.Schema schema : apart.schemas()) {
            // Of PostgreSQL the load itself shows that every table came.
            if (!schema.of(Engine.MARIADB)) continue;
            Map<String, Long> wanted = order.rows(schema.name());
            Map<String, Long> found = new TreeMap<>(reach.administration(schema).rows(schema.name(), wanted.keySet()));
            rows += found.values().stream().mapToLong(Long::longValue).sum();
            wanted.forEach((table, many) -> {
                if (!many.equals(found.get(table))) differ.add(table);
            });
        }
        // Nothing is judged before all that could disturb it has ended.
        List<String> log = Showing.log(open().end());
        close();
        DrillSeen seen = new DrillSeen(
                prepared.files(),
                prepared.bytes(),
                apart.schemas().isEmpty() ? null : prepared.tables(),
                rows == 0 ? null : (Long) rows,
                pages.stream().map(DrillSeen.PageSeen::of).toList(),
                Showing.telling(log)
                        .map(line -> PageText.line(line, LONGEST_LINE))
                        .orElse(null));
        if (!differ.isEmpty()) {
            return Ended.failed("ROWS_MISSING", Fault.POINT, DrillWords.rowsMissing(differ))
                    .seeing(seen);
        }
        Showing shown = Showing.of(
                pages.getFirst(),
                wordPress ? pages.stream().skip(1).findFirst() : Optional.empty(),
                log,
                Optional.empty());
        return DrillRule.of(shown, !wordPress && order.hasDatabases(), layout.leftOut() != null)
                .seeing(seen);
    }

    private Sandbox open() {
        Sandbox opened = sandbox;
        if (opened == null) throw new IllegalStateException("The files do not stand yet");
        return opened;
    }

    @Override
    public void close() {
        if (sandbox != null) sandbox.close();
    }
}
