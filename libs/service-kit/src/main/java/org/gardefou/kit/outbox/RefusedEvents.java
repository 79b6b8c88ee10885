package org.gardefou.kit.outbox;

/** Where events of ours go that the broker will never take. */
public interface RefusedEvents {

    /** Keeps an event in the caller's transaction, which also takes it out of the outbox. */
    void keep(OutboxRow event, Throwable why);
}
