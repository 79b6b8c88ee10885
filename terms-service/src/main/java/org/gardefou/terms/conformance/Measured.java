package org.gardefou.terms.conformance;

import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What availability was counted from. Lengths of time are ISO 8601 durations, exact to the millisecond.
 */
record Measured(
        @Schema(description = "Percent of the time in which the site was promised to answer", examples = "99.9")
        BigDecimal percent,

        @Schema(description = "How long the promise ran in the month", examples = "PT744H")
        String promised,

        @Schema(description = "How long the site may be down in it", examples = "PT44M38.4S")
        String allowed,

        @Schema(description = "How long it was down, as it counts", examples = "PT1H5M")
        String down,

        @Schema(description = "How long it was down by the customer's own change: not counted", examples = "PT0S")
        String excused,

        @Schema(description = "How long nobody looked", examples = "PT20M")
        String unmeasured) {}
