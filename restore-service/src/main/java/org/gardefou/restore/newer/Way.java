package org.gardefou.restore.newer;

import java.util.Map;

/**
 * From which schema to which rows go. Pure.
 *
 * @param from where they are
 * @param to where they are wanted
 * @param shapes of the tables that are on both sides
 * @param own by table with a counter: what {@code to} has from that number on was made there and is left alone
 * @param since by table with a counter: from that number on a thing of {@code from} counts as new; all that {@code to} lacks when
 *     it is empty
 * @param guarded whether what was changed later in {@code to} than in {@code from} is left alone
 */
record Way(
        String from,
        String to,
        Map<String, Shape> shapes,
        Map<String, Long> own,
        Map<String, Long> since,
        boolean guarded) {

    /** From the live schema to the one that will take its place, where nobody else writes. */
    static Way beside(String from, String to, Map<String, Shape> shapes) {
        return new Way(from, to, shapes, Map.of(), Map.of(), false);
    }

    /** From the schema that was live to the one that is now, where the site writes with numbers of its own. */
    static Way behind(String from, String to, Map<String, Shape> shapes, Map<String, Long> own) {
        return new Way(from, to, shapes, own, Map.of(), true);
    }

    /** From a schema that was live for a moment to the one that is so again: only what was made in that moment. */
    static Way back(String from, String to, Map<String, Shape> shapes, Map<String, Long> since) {
        return new Way(from, to, shapes, Map.of(), since, true);
    }
}
