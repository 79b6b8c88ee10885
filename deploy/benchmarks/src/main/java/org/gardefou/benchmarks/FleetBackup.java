package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Many small sites through the queue, against the same restic commands from a bare loop with as many workers. */
final class FleetBackup implements Benchmark {

    /** Fewer for a look at it; 200 are what is promised. */
    private static final int SITES = Integer.getInteger("gardefou.bench.sites", 200);

    /**
     * Each pair is 200 backups on either side, some minutes of CPU, most of which restic spends in starting and in opening repositories: a mean by
     * itself, and more of them say nothing new.
     */
    private static final int PAIRS = 3;

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
        for (int i = 0; i < SITES; i++) {
            Path root = lab.directory().resolve("fleet/site-" + i);
            new SiteTree(i).small(root.resolve(BackedUp.SITE_FOLDER));
            roots.add(root);
        }
        List<UUID> servers = Stream.generate(UUID::randomUUID).limit(SERVERS).toList();
        List<UUID> sites = ours.sites(servers, roots);
        System.out.printf(Locale.ROOT, "  the first backups: ours %.1f s", ours.backUp(sites));
        System.out.printf(
                Locale.ROOT,
                ", and %.1f s until their files are in the index; peer %.1f s%n",
                ours.settle(),
                each(roots, (name, root) -> {
                    peer.init(name);
                    peer.backup(name, root, BackedUp.SITE_FOLDER);
                }));
        List<Double> behind = new ArrayList<>();
        Pairs pairs = new Pairs(PAIRS).run(() -> ours.backUp(sites), () -> {
            // What ours does behind its backups must not take the peer's time.
            behind.add(ours.settle());
            return each(roots, (name, root) -> peer.backup(name, root, BackedUp.SITE_FOLDER));
        });
        double opening = each(roots, (name, root) -> peer.open(name));
        double failed = lab.number("backup", "select count(*) from backup where state <> 'COMPLETED'");
        double retried = lab.number("backup", "select count(*) from backup where tries > 1");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("workers", WORKERS);
        facts.put("failed", Math.round(failed));
        facts.put("retried", Math.round(retried));
        facts.put("indexedBehindSeconds", Counts.rounded(Ratio.median(behind), 1));
        facts.put("peerOpensSeconds", Counts.rounded(opening, 1));
        return pairs.result(name(), "s for " + SITES + " sites", 1.15, false, facts, failed == 0 && retried == 0);
    }

    private interface Work {
        void on(String name, Path root) throws Exception;
    }

    /** Does something for each site with as many workers as ours; seconds. */
    private static double each(List<Path> roots, Work work) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < roots.size(); i++) {
                int site = i;
                all.add(workers.submit(() -> {
                    work.on("site-" + site, roots.get(site));
                    return null;
                }));
            }
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
