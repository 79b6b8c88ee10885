package org.gardefou.backup.watch;

import java.util.Map;

/**
 * Something that looks wrong.
 *
 * @param subject which source: a database's name; empty: the files
 * @param facts the numbers that it was told by, by name
 */
record Signal(Kind kind, String subject, Map<String, Object> facts) {

    Signal {
        facts = Map.copyOf(facts);
    }

    /** What can look wrong with a site's backups. */
    enum Kind {
        /** A folder or a database that was backed up has gone, or is empty. */
        SILENT_SOURCE,
        /** Much less than in the backups before. */
        SHRINKING,
        /** Much more than in the backups before. */
        GROWING,
        /** So many files changed, and in such a way, that they may have been encrypted. */
        CHURN
    }
}
