package org.gardefou.kit.inbox;

/** A feature that reacts to events: every bean of this type is asked once, at start, what it listens to. */
public interface Listener {

    /**
     * Says which events are wanted. The handlers run inside the transaction that also records the event's id, so that their
     * effect happens once; they must not do anything a rollback cannot undo.
     */
    void listen(Subscriptions on);
}
