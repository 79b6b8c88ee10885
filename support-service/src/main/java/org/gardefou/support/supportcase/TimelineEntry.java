package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.support.coverage.CoverageDecision;
import org.gardefou.support.history.SiteEvent;
import org.gardefou.support.language.Text;
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
        @Nullable String text,

        @Schema(
                description =
                        "What the event says of itself: a failure's reason, a diagnosis' symptom, a decision's reason.")
        @Nullable Text says) {

    static TimelineEntry of(CaseMessage message) {
        return new TimelineEntry(message.writtenAt(), "message", message.id(), message.author(), message.text(), null);
    }

    static TimelineEntry of(CoverageDecision decision) {
        return new TimelineEntry(
                decision.decidedAt(),
                "coverage.decided",
                decision.id(),
                null,
                decision.outcome().name(),
                decision.reasons().getFirst().text());
    }

    static TimelineEntry of(SiteEvent event) {
        return new TimelineEntry(
                event.happenedAt(),
                event.type(),
                event.subject(),
                null,
                null,
                said(event.data()).orElse(null));
    }

    private static Optional<Text> said(JsonNode data) {
        return Stream.of(data.path("text"), data.path("symptom").path("text"))
                .filter(text -> text.path("fr").isTextual() && text.path("en").isTextual())
                .map(text -> new Text(text.path("fr").asText(), text.path("en").asText()))
                .findFirst();
    }
}
