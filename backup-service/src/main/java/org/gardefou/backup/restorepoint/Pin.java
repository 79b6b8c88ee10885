package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a restore point beyond its time.
 *
 * @param until when it ends by itself; null: when it is taken off
 */
@Schema(name = "Pin")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Pin(
        @Schema(description = "Who set it.", examples = "CUSTOMER")
        By by,

        @Schema(examples = "Avant la refonte") String reason,
        Instant at,

        @Nullable @Schema(description = "When it ends by itself.", examples = "2036-11-23T10:00:00Z")
        Instant until) {

    /** Who can pin. */
    enum By {
        /** The customer, or the panel in their name: a number of them for each site. */
        CUSTOMER,
        /** The hoster's people and systems. */
        STAFF
    }

    boolean holds(Instant now) {
        return until == null || until.isAfter(now);
    }
}
