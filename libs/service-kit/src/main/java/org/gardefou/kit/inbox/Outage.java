package org.gardefou.kit.inbox;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database cannot be worked with now; the same will do later. */
public final class Outage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** SQLSTATE classes of PostgreSQL (appendix A) that say "not now": connection, resources, operator intervention, system. */
    private static final Set<String> NOT_NOW = Set.of("08", "53", "57", "58");

    /** Serialization failure and deadlock: the transaction lost a race, and is simply repeated. */
    private static final Set<String> RACE = Set.of("40001", "40P01");

    Outage(Throwable cause) {
        super(cause);
    }

    /** Whether an outage (and not the event) is behind a failure. */
    public static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && notNow(sql)) return true;
            if (cause.getCause() == cause) return false;
        }
        return false;
    }

    private static boolean notNow(SQLException failure) {
        if (failure instanceof SQLTransientException) return true;
        @Nullable String state = failure.getSQLState();
        // Without a state it is the pool that speaks: no connection to be had in time.
        if (state == null || state.length() < 2) return true;
        return NOT_NOW.contains(state.substring(0, 2)) || RACE.contains(state);
    }
}
