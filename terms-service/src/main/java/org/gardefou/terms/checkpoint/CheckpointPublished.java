package org.gardefou.terms.checkpoint;

import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.jspecify.annotations.Nullable;

/** The data of {@code checkpoint.published}: whoever keeps it can hold the ledger to it later. */
record CheckpointPublished(
        UUID checkpoint,
        long number,
        String origin,
        long size,
        String root,
        String head,
        @Nullable String previous,
        String key,
        String body,
        String jws,
        Instant at) {

    /** Kept for ever: each record has a key of its own, so that none displaces another. */
    static final String TOPIC = "gardefou.checkpoints";

    static final String TYPE = "checkpoint.published";

    static Event event(Checkpoint made) {
        return Event.of(
                TOPIC,
                TYPE,
                made.id(),
                new CheckpointPublished(
                        made.id(),
                        made.number(),
                        made.origin(),
                        made.size(),
                        made.root(),
                        made.head(),
                        made.previous(),
                        made.key(),
                        made.body(),
                        made.jws(),
                        made.at()));
    }
}
