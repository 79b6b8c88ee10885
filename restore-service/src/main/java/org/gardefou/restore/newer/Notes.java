package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.List;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Sql;

/**
 * Where it is noted which things a restore keeps: in a schema of ours, which lives as long as what the restore made beside the
 * live one. Why: {@code NEW}, {@code CHANGED}, {@code ALONG} are kept; {@code OVERRULED} was changed since and is the restore
 * point's, {@code ADMINISTRATOR} is a new account that does not come along.
 */
record Notes(String schema) {

    /** Those of a restore, whatever an earlier run left in them. */
    void begin(Database administration) throws IOException {
        administration.demandOurs(schema);
        administration.run(
                null,
                List.of(
                        "CREATE DATABASE IF NOT EXISTS " + Sql.identifier(schema) + " CHARACTER SET utf8mb4",
                        "CREATE TABLE IF NOT EXISTS " + table()
                                + " (`part` VARCHAR(100) COLLATE utf8mb4_bin NOT NULL, `id` BIGINT UNSIGNED NOT NULL,"
                                + " `why` VARCHAR(20) COLLATE utf8mb4_bin NOT NULL, `todo` BOOLEAN NOT NULL,"
                                + " PRIMARY KEY (`part`, `id`)) ENGINE=InnoDB",
                        "DELETE FROM " + table()));
    }

    String table() {
        return Sql.qualified(schema, "kept");
    }
}
