package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a site as it was stored. It is a fact: it never changes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SiteChange")
public record SiteChange(
        UUID id,
        UUID site,
        UUID customer,
        @Schema(examples = "site.plugin-updated") String type,
        Actor actor,
        ChangedObject object,
        @Nullable JsonNode before,
        @Nullable JsonNode after,

        @Schema(description = "Who reported it.", examples = "/panel/cpanel/web-1")
        String source,

        @Schema(description = "Whether somebody reported it, or a look at the site found it.")
        Origin origin,

        Instant happenedAt,
        Instant receivedAt) {

    /** How it is known. */
    public enum Origin {
        REPORTED,
        FOUND;

        static Origin of(String source) {
            return source.startsWith(ChangeIntake.FOUND) ? FOUND : REPORTED;
        }
    }

    /**
     * Who made it.
     *
     * @param kind CUSTOMER, STAFF, AUTOMATION or UNKNOWN
     * @param claimed STAFF or AUTOMATION, where the reporter said so and may not vouch for it; then the kind is UNKNOWN
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Actor(
            @Schema(examples = "CUSTOMER") String kind,
            @Nullable String id,

            @Nullable @Schema(description = "What a reporter said that may not vouch for the hoster's staff and jobs.")
            String claimed) {}

    /**
     * What was changed.
     *
     * @param path below the document root, where it has one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChangedObject(
            @Schema(examples = "PLUGIN") String kind,
            @Schema(examples = "shop-turbo") String name,

            @Nullable @Schema(examples = "wp-content/plugins/shop-turbo")
            String path) {}
}
