package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many small sites through the queue, against the same restic commands from a bare loop with as many workers. */
final class FleetBackup implements Benchmark {

    private static final int SITES = 200;

    /** The service's own number, see {@code gardefou.jobs.workers}; with two runs on a server at most, two servers keep all at work. */
    private static final int WORKERS = 4;

    private static final int SERVERS = 4;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        BackedUp ours = new BackedUp(lab);
        BareRestic peer = new BareRestic(lab.directory().resolve("peer"));
        List<Path> roots = new ArrayList<>();
        List<UUID> sites = new ArrayList<>();
        List<UUID> servers = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) servers.add(UUID.randomUUID());
        for (int i = 0; i < SITES; i++) {
            Path root = lab.directory().resolve("fleet/site-" + i);
            new SiteTree(i).small(root.resolve(BackedUp.SITE_FOLDER));
            roots.add(root);
            sites.add(ours.site(servers.get(i % SERVERS), root));
            peer.init("site-" + i);
        }
        ours.backUp(sites);
        loop(peer, roots);
        Pairs pairs = new Pairs(7).run(() -> ours.backUp(sites), () -> loop(peer, roots));
        double failed = lab.number("backup", "select count(*) from backup where state <> 'COMPLETED'");
        double retried = lab.number("backup", "select count(*) from backup where tries > 1");
        return pairs.result(
                name(),
                "s for " + SITES + " sites",
                1.15,
                false,
                Map.of("workers", WORKERS, "failed", Math.round(failed), "retried", Math.round(retried)),
                failed == 0 && retried == 0);
    }

    private static double loop(BareRestic peer, List<Path> roots) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < roots.size(); i++) {
                int site = i;
                all.add(workers.submit(() -> {
                    peer.backup("site-" + site, roots.get(site), BackedUp.SITE_FOLDER);
                    return null;
                }));
            }
            for (Future<?> one : all) one.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
