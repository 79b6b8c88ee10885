package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statements of one pass that brings newer things from one schema to another, in one session and one transaction. Which things
 * are kept is noted in a table of ours, so a pass can be repeated: it brings what came or changed since the last one, and nothing
 * twice. Pure.
 */
final class CopyScript {

    private CopyScript() {}

    /**
     * One pass.
     *
     * @param notes our table, quoted
     * @param all parts of the schema, in the order of {@link WordPress#parts}
     * @param wanted kinds whose newer things are kept
     */
    static List<String> pass(Way way, String notes, List<Part> all, Map<Kind, Winner> wanted) {
        List<String> statements = new ArrayList<>(List.of(
                // Zero dates and the number 0 are values like others here.
                "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                // TIMESTAMP columns go through the session's clock, which an hour in autumn has twice.
                "SET SESSION time_zone = '+00:00'",
                // Otherwise reading would lock the rows of the live site.
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                "SET SESSION autocommit = 0",
                // What was noted on the way there is no matter on the way back.
                way.since().isEmpty() ? "UPDATE " + notes + " SET `todo` = 0" : "DELETE FROM " + notes));
        Phrases sql = new Phrases(way, notes);
        Choosing choosing = new Choosing(sql, all, wanted, statements);
        Bringing bringing = new Bringing(sql, statements);
        all.forEach(choosing::choose);
        all.forEach(bringing::bring);
        statements.add("COMMIT");
        return List.copyOf(statements);
    }
}
