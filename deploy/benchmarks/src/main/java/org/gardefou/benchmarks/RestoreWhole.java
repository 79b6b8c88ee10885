package org.gardefou.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.benchmarks.RestoredSite.Restored;

/**
 * A whole site, files and database, from the request to the checked end, against {@code restic restore --verify} and an import of the dump by hand.
 * The switch, which the peer does not make, is taken off and stands beside it.
 */
final class RestoreWhole implements Benchmark {

    private static final String PEER = "site";
    private static final int ROWS = 400_000;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        try (RestoredSite site = new RestoredSite(lab)) {
            Path root = site.wordpress().root();
            String htdocs = site.wordpress().documentRoot().getFileName().toString();
            new SiteTree(1).large(site.wordpress().documentRoot());
            Commands.run(List.of("chown", "-R", site.wordpress().siteUser() + ":", root.toString()), null, null);
            orders(site);
            UUID point = site.backUp();
            BareRestic peer = new BareRestic(lab.directory().resolve("peer"));
            Path dump = lab.directory().resolve("dump/site.sql");
            site.dump(dump);
            peer.init(PEER);
            peer.backup(PEER, lab.directory(), root.resolve(htdocs).toString(), dump.toString());
            Files.delete(dump);
            Restored first = site.restore(point, Map.of());
            System.out.println("  the first: " + first.steps());
            byHand(lab, site, peer, true);
            List<Double> switches = new ArrayList<>();
            List<Double> unverified = new ArrayList<>();
            Pairs pairs = new Pairs(7)
                    .run(
                            () -> {
                                site.tidy();
                                Restored restored = site.restore(point, Map.of());
                                System.out.println("  " + restored.steps());
                                switches.add(restored.secondsOf("SWITCHING"));
                                return restored.seconds() - switches.getLast();
                            },
                            () -> {
                                site.tidy();
                                return byHand(lab, site, peer, true);
                            });
            for (int i = 0; i < 3; i++) {
                site.tidy();
                unverified.add(byHand(lab, site, peer, false));
            }
            double opening = seconds(() -> peer.open(PEER));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("rows", ROWS);
            facts.put("switchSeconds", Counts.rounded(Ratio.median(switches), 2));
            facts.put("peerWithoutVerifySeconds", Counts.rounded(Ratio.median(unverified), 2));
            facts.put("peerOpensSeconds", Counts.rounded(opening, 2));
            return pairs.result(name(), "s for 23,000 files of 1.5 GB and 200 MB of rows", 1.05, false, facts);
        }
    }

    /** What a shop has most of. */
    private static void orders(RestoredSite site) throws Exception {
        site.sql(
                "create table bench_orders (id bigint primary key, customer bigint not null, made datetime not null, note varchar(800) not null,"
                        + " key by_customer (customer), key by_time (made)) engine=InnoDB;"
                        + " insert into bench_orders select seq, seq * 7919 % 50000, '2026-01-01' + interval seq minute,"
                        + " repeat(md5(seq), 1 + seq % 24) from seq_1_to_" + ROWS);
    }

    private static double byHand(Lab lab, RestoredSite site, BareRestic peer, boolean verify) throws Exception {
        Path into = lab.directory().resolve("peer/restored");
        site.mariadb(
                List.of("--execute=drop database if exists bare_peer; create database bare_peer character set utf8mb4"),
                null);
        double seconds = seconds(() -> {
            peer.restore(PEER, into, verify);
            site.mariadb(
                    List.of("--database=bare_peer"),
                    into.resolve(lab.directory().getRoot().relativize(lab.directory()))
                            .resolve("dump/site.sql"));
        });
        lab.clear("peer/restored");
        return seconds;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
