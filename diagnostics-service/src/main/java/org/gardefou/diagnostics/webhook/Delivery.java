package org.gardefou.diagnostics.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery whose signature is good.
 *
 * @param id unique for its connection: the same again is answered as the first time
 */
record Delivery(UUID connection, String id, Instant receivedAt, List<Told> told) {

    Delivery {
        told = List.copyOf(told);
    }
}
