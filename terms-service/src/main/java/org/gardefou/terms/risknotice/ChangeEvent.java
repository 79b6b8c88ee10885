package org.gardefou.terms.risknotice;

import java.time.Instant;
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

    record Actor(String kind) {}

    record Thing(@Nullable String kind, @Nullable String name) {}

    boolean byHost() {
        return actor != null && actor.kind.equals("HOST");
    }

    String objectName() {
        return object == null || object.name == null ? "?" : object.name;
    }
}
