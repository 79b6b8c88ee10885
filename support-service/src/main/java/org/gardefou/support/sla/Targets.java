package org.gardefou.support.sla;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long each thing may take, in open hours; what is left out has no clock. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SlaTargets")
public record Targets(
        @Schema(description = "ISO 8601 duration in open hours.", examples = "PT4H") @Nullable Duration firstResponse,

        @Schema(description = "ISO 8601 duration in open hours.", examples = "PT8H") @Nullable Duration nextResponse,

        @Schema(description = "ISO 8601 duration in open hours.", examples = "PT24H") @Nullable Duration resolution) {

    static final Targets NONE = new Targets(null, null, null);

    /** The same with a first response that is promised: the shorter of the two counts. */
    Targets answeredWithin(@Nullable Duration promised) {
        if (promised == null || (firstResponse != null && firstResponse.compareTo(promised) <= 0)) return this;
        return new Targets(promised, nextResponse, resolution);
    }

    Optional<Duration> of(ClockKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case FIRST_RESPONSE -> firstResponse;
                    case NEXT_RESPONSE -> nextResponse;
                    case RESOLUTION -> resolution;
                });
    }

    @JsonIgnore
    boolean none() {
        return firstResponse == null && nextResponse == null && resolution == null;
    }
}
