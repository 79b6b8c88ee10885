package org.gardefou.restore.drill;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.access.dump.Engine;
import org.gardefou.restore.restorepoint.RestorePoint.DumpedSchema;
import org.gardefou.restore.site.Target;

/**
 * What is to be tried.
 *
 * @param live where the site is; only its paths and names are used
 * @param bytes of the point
 * @param dumped what is known of its databases
 */
record Order(UUID drill, UUID site, Target live, String snapshot, long bytes, List<DumpedSchema> dumped) {

    boolean hasDatabases() {
        return !live.schemas().isEmpty();
    }

    boolean has(Engine engine) {
        return live.schemas().stream().anyMatch(one -> one.of(engine));
    }

    List<String> schemas() {
        return live.schemas().stream().map(Target.Schema::name).toList();
    }

    List<String> schemas(Engine engine) {
        return live.schemas().stream()
                .filter(one -> one.of(engine))
                .map(Target.Schema::name)
                .toList();
    }

    /** How many rows each table of a schema should have; empty where that was not told. */
    Map<String, Long> rows(String schema) {
        return dumped.stream()
                .filter(one -> one.name().equals(schema))
                .findFirst()
                .map(DumpedSchema::rows)
                .orElse(Map.of());
    }
}
