package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A change as somebody reported it: a CloudEvent whose attributes were checked.
 *
 * @param eventId unique for its source; both together make a repetition a repetition (CloudEvents 1.0, section 3.1.1)
 * @param subject the site's id or one of its domains
 * @param data actor, object, before, after
 */
public record ReportedChange(
        String eventId, String source, ChangeType type, String subject, Instant time, ObjectNode data) {}
