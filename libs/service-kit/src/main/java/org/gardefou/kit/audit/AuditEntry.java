package org.gardefou.kit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One deed.
 *
 * @param action what was done, in the words of the service: {@code terms.publish}
 * @param before the resource as it was; null when it was made
 * @param after the resource as it is; null when it was removed
 */
public record AuditEntry(
        UUID id,
        Instant at,
        String subject,
        String role,
        @Nullable String remote,
        String action,
        String resourceType,
        String resourceId,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
