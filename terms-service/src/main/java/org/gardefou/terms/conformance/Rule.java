package org.gardefou.terms.conformance;

import java.time.Instant;

/** How one promise is judged. Pure: the same history gives the same judgement. */
interface Rule {

    Promise promise();

    /** What it is like at a moment, by what is known of the time before. */
    Judgement now(History history, Instant now);

    /** What became of it in a month that is over. */
    Judgement in(History history, Span month);
}
