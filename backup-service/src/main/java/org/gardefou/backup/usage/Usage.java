package org.gardefou.backup.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the backups of some sites take, in bytes.
 *
 * @param points restore points that can be gone back to
 * @param raw the files of each site's newest restore point
 * @param logical the files of all restore points, as if each were a copy
 * @param stored what the repositories take, compressed and without what is there twice
 */
record Usage(long sites, long points, long raw, long logical, long stored) {

    private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000);

    /** The share of all restore points' bytes that need not be stored, 0 to 1. */
    double deduplicated() {
        if (logical == 0) return 0;
        double share = 1 - (double) stored / logical;
        return Math.max(0, Math.round(share * 1000) / 1000.0);
    }

    /** For a month, in minor units, rounded half up. */
    long cost(BigDecimal pricePerGbMonth) {
        return BigDecimal.valueOf(stored)
                .multiply(pricePerGbMonth)
                .divide(GB, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
