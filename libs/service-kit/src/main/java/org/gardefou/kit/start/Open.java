package org.gardefou.kit.start;

/**
 * The service answers requests from now on. Work that nobody waits for (relay, reader of the bus, jobs) begins with this event and
 * not with Quarkus' {@code StartupEvent}: its clients take longer to load than all the rest of the start, and requests would wait for
 * them.
 */
public record Open() {}
