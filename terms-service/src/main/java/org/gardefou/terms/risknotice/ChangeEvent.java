package org.gardefou.terms.risknotice;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is used of the events about a change of a site. */
record ChangeEvent(
        UUID change,
        UUID site,
        UUID customer,
        @Nullable Actor actor,
        @Nullable Thing object,
        Instant happenedAt,
        @Nullable Instant receivedAt) {

    private static final Set<String> HOST = Set.of("STAFF", "AUTOMATION");

    record Actor(String kind) {}

    record Thing(@Nullable String kind, @Nullable String name) {}

    /** Whether the hoster's staff or automatic jobs made it; diagnostics-service says so only when who told it may vouch for that. */
    boolean byHost() {
        return actor != null && HOST.contains(actor.kind);
    }

    String objectName() {
        return object == null || object.name == null ? "?" : object.name;
    }
}
