package org.gardefou.local.edge;

import java.time.Duration;

/**
 * How long the edge waits for others, and how much of it one of them may have.
 *
 * @param head how long a connection may take to send the head of its first or next request
 * @param body how long the rest of a request may take to arrive
 * @param idle how long an open connection may be without a byte in either direction
 * @param answer how long a service may say nothing while it is waited for
 * @param turn how long a request waits for a free connection to a service
 * @param underWay requests of one caller at once, streams of progress among them
 * @param ofAPanel the same of a panel, whose one token many customers share
 * @param connections open at once, of all callers
 * @param toAService connections to one service
 */
record EdgeLimits(
        Duration head,
        Duration body,
        Duration idle,
        Duration answer,
        Duration turn,
        int underWay,
        int ofAPanel,
        int connections,
        int toAService) {

    /**
     * Streams of progress say something every 15 seconds, so that none of them is idle. A document is 1 MB at most: a minute is
     * enough for a slow line, and for a log of 64 MB that is handed in over a usual one. A service has 200 streams at most, which leaves the rest of its connections to everything else;
     * a page of the explorer, or a panel's, has a few dozen requests under way, and a panel has a few such pages open at once. Each connection costs some kilobytes, and no
     * thread.
     */
    static final EdgeLimits USUAL = new EdgeLimits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            64,
            256,
            2_000,
            512);
}
