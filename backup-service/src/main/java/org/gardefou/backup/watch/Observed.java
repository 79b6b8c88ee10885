package org.gardefou.backup.watch;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gardefou.access.dump.Engine;
import org.gardefou.backup.restorepoint.Churn;
import org.gardefou.backup.restorepoint.RestorePoint;

/**
 * A restore point as far as the rules look.
 *
 * @param tables how many tables each database has
 */
record Observed(long files, long bytes, Map<String, Integer> tables, Optional<Churn> churn) {

    /** The same without some of the files. */
    Observed without(long someFiles, long someBytes) {
        return new Observed(Math.max(0, files - someFiles), Math.max(0, bytes - someBytes), tables, churn);
    }

    static Observed of(RestorePoint point) {
        return new Observed(
                point.files(),
                point.bytes(),
                point.databases().stream()
                        .collect(Collectors.toMap(
                                dumped -> dumped.of(Engine.MARIADB) ? dumped.name() : dumped.name() + " (PostgreSQL)",
                                dumped -> dumped.tables().size(),
                                Integer::max)),
                point.churn());
    }
}
