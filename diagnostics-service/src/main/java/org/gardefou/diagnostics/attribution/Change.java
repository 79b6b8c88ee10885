package org.gardefou.diagnostics.attribution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of the site, as far as the attribution looks.
 *
 * @param type short: {@code site.plugin-updated}
 * @param actor CUSTOMER, STAFF, AUTOMATION or UNKNOWN
 * @param path below the document root
 */
public record Change(
        UUID id,
        String type,
        String actor,
        String objectKind,
        String objectName,
        @Nullable String path,
        Instant happenedAt) {}
