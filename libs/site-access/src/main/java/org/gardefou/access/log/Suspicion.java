package org.gardefou.access.log;

/** Knows at a glance which places of a log may be worth reading; the rest of it is passed over as bytes. */
public interface Suspicion {
    /**
     * The first such place, in the sense that what is looked for is on the same line.
     *
     * @param from first byte that is looked at
     * @param to behind the last
     * @return an index in between, or -1 when there is none
     */
    int next(byte[] bytes, int from, int to);
}
