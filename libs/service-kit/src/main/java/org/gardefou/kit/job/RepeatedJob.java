package org.gardefou.kit.job;

import java.time.Duration;

/** Work done again and again, by one process of the service at a time, in {@link Lane#REPEATED}: what takes long is left to a {@link Job}. */
public interface RepeatedJob {

    /** Stable: it stands in the database. */
    String name();

    /** From the end of one run to the start of the next. */
    Duration every();

    /** Does the work once. A failure is logged, and the next turn comes as ever. */
    void run() throws Exception;
}
