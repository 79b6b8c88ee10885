package org.gardefou.support.sla;

import java.time.Instant;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a case that its clocks know of.
 *
 * @param priority the new one; only of {@link What#WEIGHED}
 */
record Moment(Instant at, What what, @Nullable Priority priority) {

    enum What {
        /** It is our turn from now on. */
        OUR_TURN,
        /** It is the customer's turn from now on. */
        THEIR_TURN,
        /** Our people have written. */
        ANSWERED,
        /** The customer has written. */
        ASKED,
        /** How urgent it is was found, or changed. */
        WEIGHED,
        /** The case is over. */
        OVER
    }
}
