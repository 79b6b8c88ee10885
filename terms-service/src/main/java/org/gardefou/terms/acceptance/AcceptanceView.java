package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An acceptance, as it is answered.
 *
 * @param by what is personal in it is there until it is erased
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AcceptanceView(
        UUID id,
        UUID version,
        UUID document,
        UUID customer,
        @Schema(examples = "fr") String locale,
        String renditionSha256,
        By by,
        @Nullable String ip,
        @Nullable String userAgent,
        String buttonText,
        List<String> boxes,
        @Schema(examples = "SYSTEM") String recordedBy,
        Instant at,
        Instant recordedAt) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record By(@Nullable String name, String capacity) {}

    static AcceptanceView of(Acceptance acceptance, Map<String, String> personal) {
        return new AcceptanceView(
                acceptance.id(),
                acceptance.version(),
                acceptance.document(),
                acceptance.customer(),
                acceptance.locale(),
                acceptance.renditionSha256(),
                new By(personal.get("name"), acceptance.capacity()),
                personal.get("ip"),
                personal.get("userAgent"),
                acceptance.buttonText(),
                acceptance.boxes(),
                acceptance.recordedBy().name(),
                acceptance.at(),
                acceptance.recordedAt());
    }
}
