package org.gardefou.kills;

import java.util.Map;

/** What a service does all night long, in seconds. */
final class Hours {

    private static final Map<String, String> PATIENCE = Map.ofEntries(
            Map.entry("quarkus.http.host", "127.0.0.1"),
            Map.entry("gardefou.jobs.poll", "200ms"),
            // A run of a process that died is taken up after four of these.
            Map.entry("gardefou.jobs.heartbeat", "500ms"),
            Map.entry("gardefou.jobs.longest-pause", "1s"),
            Map.entry("gardefou.jobs.background-workers", "3"),
            Map.entry("gardefou.backup.first-pause", "300ms"),
            Map.entry("gardefou.backup.longest-pause", "1s"),
            Map.entry("gardefou.bus.poll", "200ms"),
            Map.entry("gardefou.quiet-hours.from", "00:00"),
            Map.entry("gardefou.quiet-hours.to", "23:59:59"),
            Map.entry("gardefou.maintenance.tick", "300ms"),
            Map.entry("gardefou.maintenance.again", "0s"),
            Map.entry("gardefou.verification.tick", "300ms"),
            Map.entry("gardefou.verification.data-parts", "2"),
            Map.entry("gardefou.verification.boots", "0"),
            Map.entry("gardefou.retention.grace", "0s"));

    /** Points live for seconds, and repositories are looked after again and again. */
    static final Map<String, String> BUSY = with(Map.of(
            "gardefou.maintenance.reconciliation", "2s",
            "gardefou.verification.data-period", "4s",
            "gardefou.retention.every", "500ms",
            "gardefou.retention.unpromised", "8s"));

    /** What was begun is finished, and nothing is over any more. */
    static final Map<String, String> LAST = with(Map.of(
            "gardefou.maintenance.reconciliation", "1s",
            "gardefou.verification.data-period", "4s",
            "gardefou.retention.every", "1h",
            "gardefou.retention.unpromised", "30d"));

    private Hours() {}

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(PATIENCE);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
