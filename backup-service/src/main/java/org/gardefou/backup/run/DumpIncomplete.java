package org.gardefou.backup.run;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.access.dump.DumpCount;

/** A dump lacks something that the database has. It never becomes a part of a restore point. */
final class DumpIncomplete extends IOException {
    private static final long serialVersionUID = 1L;

    private DumpIncomplete(String message) {
        super(message);
    }

    /**
     * That the dump was written to its end, and has every table that the schema had before it and has behind it; one that came or went
     * meanwhile may be in it or not.
     */
    static void demandNone(String schema, Set<String> before, Set<String> behind, DumpCount dump)
            throws DumpIncomplete {
        if (!dump.complete()) throw new DumpIncomplete("The dump of " + schema + " lacks its last line");
        Set<String> missing = new TreeSet<>(before);
        missing.retainAll(behind);
        missing.removeAll(dump.rows().keySet());
        if (!missing.isEmpty()) {
            throw new DumpIncomplete("The dump of " + schema + " lacks the tables " + String.join(", ", missing));
        }
    }
}
