package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.Sql;

/**
 * Where it is noted which things a restore keeps: in a schema of ours, which lives as long as what the restore made beside the
 * live one. Why: {@code NEW}, {@code CHANGED}, {@code ALONG} are kept; {@code OVERRULED} was changed since and is the restore
 * point's, {@code ADMINISTRATOR} is a new account that does not come along.
 */
record Notes(String schema) {

    /** Those of a restore, whatever an earlier run left in them. */
    void begin(Database administration) throws IOException {
        administration.demandPrivate(schema);
        administration.script(
                null,
                List.of(
                        "CREATE DATABASE IF NOT EXISTS " + Sql.identifier(schema) + " CHARACTER SET utf8mb4",
                        "CREATE TABLE IF NOT EXISTS " + table()
                                + " (`part` VARCHAR(100) COLLATE utf8mb4_bin NOT NULL, `id` BIGINT UNSIGNED NOT NULL,"
                                + " `why` VARCHAR(20) COLLATE utf8mb4_bin NOT NULL, `todo` BOOLEAN NOT NULL,"
                                + " PRIMARY KEY (`part`, `id`)) ENGINE=InnoDB",
                        "CREATE TABLE IF NOT EXISTS " + room()
                                + " (`name` VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY, `number` BIGINT UNSIGNED NOT NULL)"
                                + " ENGINE=InnoDB",
                        "DELETE FROM " + table(),
                        "DELETE FROM " + room()));
    }

    /** Notes from which number on the site will number the rows of a table behind the renaming. */
    String leaving(String table, long number) {
        return "REPLACE INTO " + room() + " VALUES (" + Sql.literal(table) + ", " + number + ")";
    }

    /** Those numbers, by table; none when no renaming was about to be. */
    Map<String, Long> room(Database administration) throws IOException {
        Map<String, Long> numbers = new TreeMap<>();
        if (!administration.hasSchema(schema)) return numbers;
        for (Row row : administration.query(schema, "SELECT `name` AS t, `number` AS n FROM " + room())) {
            numbers.put(row.text("t"), Long.parseUnsignedLong(row.text("n")));
        }
        return numbers;
    }

    private String room() {
        return Sql.qualified(schema, "room");
    }

    String table() {
        return Sql.qualified(schema, "kept");
    }
}
