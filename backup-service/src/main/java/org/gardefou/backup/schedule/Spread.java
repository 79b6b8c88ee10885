package org.gardefou.backup.schedule;

import java.util.UUID;

/** Spreads sites evenly and for good: a place depends on the site alone. Pure. */
final class Spread {

    private Spread() {}

    /**
     * The place of a site among so many, from 0 on.
     *
     * @param what places for different things have nothing to do with one another
     */
    static long of(UUID site, String what, long places) {
        return Long.remainderUnsigned(
                mixed(mixed(site.getMostSignificantBits() + what.hashCode()) ^ site.getLeastSignificantBits()), places);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): ids that were given one after the other are far apart. */
    private static long mixed(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
