package org.gardefou.diagnostics.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.component.ComponentKind;
import org.jspecify.annotations.Nullable;

/**
 * Something that a feed says of a component of a site.
 *
 * @param record the feed's own id of it
 * @param version of the component, in which it was found
 * @param feedFetchedAt when the feed was fetched that says so now
 * @param feedAgeHours how old it is, in whole hours
 */
@Schema(name = "Exposure")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Exposure(
        UUID id,
        UUID site,
        Fact fact,
        ComponentKind kind,
        @Schema(examples = "shop-turbo") String component,
        @Schema(examples = "1.0") String version,

        @Schema(examples = "Shop Turbo <= 1.0 - SQL Injection")
        String title,

        @Schema(examples = "HIGH") String severity,

        @Nullable @Schema(description = "CVSS, 0 to 10.", examples = "8.8")
        Double score,

        @Nullable @Schema(description = "The first version without it.", examples = "1.1")
        String fixedIn,

        @Nullable @Schema(examples = "CVE-2026-12345") String reference,
        @Nullable String published,
        @Schema(examples = "wordfence") String feed,
        String record,

        @Schema(description = "When the feed was fetched from its publisher.")
        Instant feedFetchedAt,

        @Schema(description = "How old the feed is: it knows nothing newer.", examples = "6")
        long feedAgeHours,

        @JsonRawValue
        @Schema(
                type = SchemaType.ARRAY,
                implementation = Object.class,
                description = "Notices of those who hold rights in the record: show them with it.")
        String notices,

        Instant foundAt) {

    /** What it is that the feed says. */
    enum Fact {
        /** The version has a hole that was published. */
        VULNERABLE,
        /** Its directory has closed the extension. */
        CLOSED,
        /** Its directory has a newer one: `fixedIn`. */
        OUTDATED,
        /** It had no new version in its directory for two years, counted from when the feed was fetched. */
        UNMAINTAINED
    }
}
