package org.gardefou.backup.verification;

import org.gardefou.backup.language.Text;

/**
 * How a verification ended, and what it saw.
 *
 * @param result a stable word for it
 * @param breaks whether it means that the point cannot be restored, whatever may be the state of the site in it
 * @param text what it means and what to do
 * @param tool what looked
 */
record Ending(Outcome outcome, Result result, boolean breaks, Text text, String tool, Seen seen) {

    /** What was found. */
    enum Result {
        PRESENT,
        SNAPSHOT_GONE,
        REPOSITORY_GONE,
        DATA_WHOLE,
        DATA_DAMAGED,
        HEALTHY,
        NO_ANSWER,
        CRITICAL_ERROR,
        DATABASE_ERROR,
        TABLE_MISSING,
        EMPTY_PAGE,
        NOT_INSTALLED,
        REFUSED,
        UNDER_MAINTENANCE,
        REDIRECTED,
        LOGIN_BROKEN,
        CONTENT_UNLIKE,
        FILES_INCOMPLETE,
        DUMP_UNUSABLE,
        ROWS_MISSING,
        NOT_POSSIBLE
    }

    static Ending of(Outcome outcome, Result result, String fr, String en, String tool, Seen seen) {
        return new Ending(outcome, result, false, new Text(fr, en), tool, seen);
    }

    static Ending broken(Result result, String fr, String en, String tool, Seen seen) {
        return new Ending(Outcome.FAILED, result, true, new Text(fr, en), tool, seen);
    }

    static Ending notPossible(Text why, String tool) {
        return new Ending(Outcome.NOT_POSSIBLE, Result.NOT_POSSIBLE, false, why, tool, Seen.nothing());
    }

    Ending seeingNothing() {
        return new Ending(outcome, result, breaks, text, tool, Seen.nothing());
    }
}
