package org.gardefou.diagnostics.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** When it is a site's turn: at the same offset in each interval, which differs from site to site, so that the load is even. */
final class Slots {

    private Slots() {}

    /** The next turn after a moment. */
    static Instant next(UUID site, Duration interval, Instant moment) {
        long length = interval.toMillis();
        long offset = Math.floorMod(mixed(site), length);
        long now = moment.toEpochMilli();
        return Instant.ofEpochMilli(now - Math.floorMod(now - offset, length) + length);
    }

    /** Ids that are given one after the other differ in few bits; here in all (the finalizer of MurmurHash3, public domain). */
    private static long mixed(UUID site) {
        long hash = site.getMostSignificantBits() ^ site.getLeastSignificantBits();
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
