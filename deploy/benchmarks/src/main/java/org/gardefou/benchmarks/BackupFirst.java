package org.gardefou.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The first backup of a large site, from the request to the restore point, against restic that makes a repository and a snapshot by itself. */
final class BackupFirst implements Benchmark {

    @Override
    public String name() {
        return "backup-first";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Path root = lab.directory().resolve("site");
        new SiteTree(1).large(root.resolve(BackedUp.SITE_FOLDER));
        BackedUp ours = new BackedUp(lab);
        BareRestic peer = new BareRestic(lab.directory().resolve("peer"));
        // A small one first: classes are loaded, and the key-encryption key is made.
        ours.backUp(List.of(ours.site(UUID.randomUUID(), small(lab))));
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            double seconds = ours.backUp(List.of(ours.site(UUID.randomUUID(), root)));
                            lab.clear("data/repositories");
                            return seconds;
                        },
                        () -> {
                            String site = UUID.randomUUID().toString();
                            long start = System.nanoTime();
                            peer.init(site);
                            peer.backup(site, root, BackedUp.SITE_FOLDER);
                            double seconds = (System.nanoTime() - start) / 1e9;
                            lab.clear("peer/repositories");
                            return seconds;
                        });
        return pairs.result(name(), "s for 20,000 files of 1.5 GB", 1.05, false, Map.of("files", 20_000));
    }

    private static Path small(Lab lab) throws java.io.IOException {
        Path root = lab.directory().resolve("small");
        new SiteTree(2).small(root.resolve(BackedUp.SITE_FOLDER));
        return root;
    }
}
