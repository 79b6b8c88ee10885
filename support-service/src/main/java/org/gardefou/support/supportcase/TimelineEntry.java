package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a case.
 *
 * @param kind the event's short type, or {@code message}
 * @param subject what it is about: a change, a notice, a diagnosis, a restore
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimelineEntry(
        Instant at,
        @Schema(examples = "site.plugin-updated") String kind,
        @Nullable UUID subject,
        @Nullable String author,
        @Nullable String text) {}
