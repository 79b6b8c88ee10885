package org.gardefou.kit.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durable work on one thing, named by its id. Every bean of this type is known to the scheduler; {@link Jobs#submit} asks for a
 * run. A process that dies in the middle is noticed by its missing heartbeat, and the run is started again, so a job must be able
 * to take up what it left. It is interrupted when the service stops, and when its heartbeat cannot get through: then it must end soon.
 */
public interface Job {

    /** The {@link #priority} of what others build on. */
    int FIRST = 90;

    /** The {@link #priority} of most. */
    int USUAL = 50;

    /** The {@link #priority} of what takes long and can wait until nothing else is there. */
    int LAST = 10;

    /** Stable: it stands in the database. */
    String name();

    /** Where its runs wait: stable too, as the runs stand there. */
    default Lane lane() {
        return Lane.LONG;
    }

    /** Of the runs that are due in a lane those with the highest begin first; among equals the one that waits longest. */
    default int priority() {
        return USUAL;
    }

    /** Does the work. A failure is tried again after {@link #retryAfter}; runs outside any transaction. */
    void run(String id) throws Exception;

    /** The pause before a run that failed is tried again; null: four seconds, doubled each time, up to {@link JobConfig#longestPause}. */
    default @Nullable Duration retryAfter(int failures) {
        return null;
    }
}
