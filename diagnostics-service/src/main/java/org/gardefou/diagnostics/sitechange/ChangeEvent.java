package org.gardefou.diagnostics.sitechange;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of a report in structured mode, for the OpenAPI document alone: {@link CloudEvents} reads it, and says of each wrong attribute
 * where it stands. The values of {@code type} are those of {@link ChangeType}, see {@link ChangeTypesInDocument}.
 */
@Schema(
        name = "ChangeEvent",
        description = "A CloudEvent 1.0. Extension attributes are allowed, and not kept.",
        requiredProperties = {"specversion", "id", "source", "type", "subject", "data"})
record ChangeEvent(
        @Schema(enumeration = "1.0") String specversion,

        @Schema(
                description =
                        "Unique for its source: the same source and id again is a repetition, and changes nothing.",
                minLength = 1,
                maxLength = 1000,
                examples = "evt-1")
        String id,

        @Schema(
                description = "Who reports, as a URI reference.",
                minLength = 1,
                maxLength = 1000,
                examples = "/panel/demo")
        String source,

        @Schema(description = "What kind of change it was.", examples = "org.gardefou.site.plugin-updated.v1")
        String type,

        @Schema(
                description = "The site: its id, or one of its domains.",
                minLength = 1,
                maxLength = 1000,
                examples = "boutique.example")
        String subject,

        @Schema(
                description =
                        "When it happened, between the year 2000 and five minutes from now; the time of the report when left out.",
                examples = "2026-11-23T10:00:00Z")
        @Nullable Instant time,

        Data data) {

    /** What is told of it; in binary mode this is the body. */
    @Schema(
            name = "ChangeData",
            description =
                    "What was done, by whom. Secrets are taken out of before and after, and nothing else is known of their fields.",
            requiredProperties = {"actor", "object"})
    record Data(
            Actor actor,
            Thing object,

            @Schema(description = "How it was, in fields of your own.", examples = "{\"version\": \"1.0\"}") @Nullable Map<String, Object> before,

            @Schema(description = "How it is now, in fields of your own.", examples = "{\"version\": \"2.0\"}")
            @Nullable Map<String, Object> after) {}

    /** Who did it. */
    @Schema(
            name = "ChangeActor",
            requiredProperties = {"kind"})
    record Actor(
            @Schema(
                    description =
                            "CUSTOMER: somebody of the customer's. STAFF: the hoster's people. AUTOMATION: a job of the hoster's.",
                    enumeration = {"CUSTOMER", "STAFF", "AUTOMATION", "UNKNOWN"},
                    examples = "CUSTOMER")
            String kind,

            @Schema(description = "The account.", maxLength = 1000, examples = "webmaster") @Nullable String id) {}

    /** What was changed. */
    @Schema(
            name = "ChangedObject",
            requiredProperties = {"kind", "name"})
    record Thing(
            @Schema(minLength = 1, maxLength = 1000, examples = "PLUGIN")
            String kind,

            @Schema(minLength = 1, maxLength = 1000, examples = "shop-turbo")
            String name,

            @Schema(
                    description = "Below the document root: it ties an error in that folder to this change.",
                    examples = "wp-content/plugins/shop-turbo")
            @Nullable String path) {}
}
