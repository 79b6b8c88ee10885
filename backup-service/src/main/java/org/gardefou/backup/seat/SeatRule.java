package org.gardefou.backup.seat;

import java.util.Optional;

/** How many seats a destination has for background work. Pure. */
final class SeatRule {

    private SeatRule() {}

    /**
     * @param background what the settings say; less than one seat would mean that nothing is ever copied or cleared away
     * @param parallel how many processes of any kind the destination's operator lets work there; empty: any number
     */
    static int seats(int background, Optional<Integer> parallel) {
        int most = Math.max(1, background);
        return parallel.map(all -> Math.min(most, Math.max(1, all - 1))).orElse(most);
    }
}
