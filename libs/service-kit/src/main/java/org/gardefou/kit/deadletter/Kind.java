package org.gardefou.kit.deadletter;

/** Why something became a dead letter, which says what a replay does. */
public enum Kind {
    /** An event that came and that a listener could not handle; a replay handles it again. */
    UNHANDLED,
    /** A record that is no event; its producer has to send it as it should be. */
    UNREADABLE,
    /** An event of this service's own that the broker will never take; a replay publishes it again. */
    REFUSED
}
