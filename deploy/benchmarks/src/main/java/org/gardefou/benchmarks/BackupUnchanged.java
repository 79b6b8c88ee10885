package org.gardefou.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The backup of a large site of which nothing has changed, from the request to the restore point, against restic by itself. */
final class BackupUnchanged implements Benchmark {

    @Override
    public String name() {
        return "backup-unchanged";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Path root = lab.directory().resolve("site");
        new SiteTree(1).large(root.resolve(BackedUp.SITE_FOLDER));
        BackedUp ours = new BackedUp(lab);
        UUID site = ours.site(UUID.randomUUID(), root);
        BareRestic peer = new BareRestic(lab.directory().resolve("peer"));
        ours.backUp(List.of(site));
        peer.init("site");
        peer.backup("site", root, BackedUp.SITE_FOLDER);
        for (int i = 0; i < 3; i++) {
            ours.backUp(List.of(site));
            peer.backup("site", root, BackedUp.SITE_FOLDER);
        }
        Pairs pairs = new Pairs(11).run(() -> ours.backUp(List.of(site)), () -> {
            long start = System.nanoTime();
            peer.backup("site", root, BackedUp.SITE_FOLDER);
            return (System.nanoTime() - start) / 1e9;
        });
        return pairs.result(name(), "s for 20,000 files of 1.5 GB", 1.25, false, Map.of("files", 20_000));
    }
}
