package org.gardefou.terms.liability;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is used of {@code site.diagnosed}. */
record DiagnosedEvent(
        UUID diagnosis,
        UUID site,
        UUID customer,
        @Nullable Reason reason,
        String health,
        @Nullable Cause cause,
        @Nullable Change change,
        @Nullable String party,
        @Nullable BigDecimal confidence,
        Instant at) {

    private static final Set<String> BROKEN = Set.of("DOWN", "DEGRADED");

    record Reason(
            @Nullable String kind,
            @Nullable UUID restore,
            @Nullable UUID during) {}

    record Cause(@Nullable String signature, @Nullable String guide) {}

    record Change(
            UUID change,
            String type,
            @Nullable Thing object,
            @Nullable String actor) {}

    record Thing(@Nullable String name) {}

    /** Whether somebody must answer for it: the site is not well, and this is no look after a restore or into one. */
    boolean asksForAssessment() {
        return BROKEN.contains(health) && (reason == null || (reason.restore == null && reason.during == null));
    }
}
