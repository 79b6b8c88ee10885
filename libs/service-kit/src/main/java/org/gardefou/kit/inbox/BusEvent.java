package org.gardefou.kit.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as read from the bus.
 *
 * @param id the CloudEvents id: what makes a repetition a repetition
 * @param type the CloudEvents type, e.g. {@code org.gardefou.site.registered.v1}
 * @param time when it happened, by its producer's clock
 * @param data the listener's own reading of the data: only the fields it uses
 */
public record BusEvent<T>(UUID id, String type, Instant time, T data) {}
