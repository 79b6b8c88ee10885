package org.gardefou.support.sla;

/** What a case waits for. */
public enum ClockKind {
    /** The first word of our people, from the moment in which it is their turn for the first time. */
    FIRST_RESPONSE,
    /** Their next word, from the customer's first that is not answered. */
    NEXT_RESPONSE,
    /** The end of the trouble; counts while it is our turn. */
    RESOLUTION
}
