package org.gardefou.terms.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.gardefou.kit.id.Ids;

/** Three weeks of a site as the other services tell of them: where it is, its restore points, how it is, its restores and drills. */
public final class SiteHistory {

    public static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    public static final Instant END = START.plus(Duration.ofDays(22));

    private static final int DAYS = 20;
    private static final UUID ONE = UUID.fromString("0198c5a2-7c00-7000-8000-000000000003");
    private static final UUID OTHER = UUID.fromString("0198c5a2-7c00-7000-8000-0000000000ff");

    private final Bus bus;
    private final Random random;
    private final UUID site;
    private final List<Point> points = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean there;

    private record Point(UUID id, Instant takenAt) {}

    /** One event, as it is polled. */
    public record Event(String topic, String type, UUID id, ObjectNode data) {

        public ConsumerRecord<String, byte[]> record() {
            ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                    topic, 0, 0, data.path("site").asText(), data.toString().getBytes(UTF_8));
            header(record, "ce_id", id.toString());
            header(record, "ce_type", "org.gardefou." + type + ".v1");
            header(record, "ce_source", "/test");
            header(record, "ce_specversion", "1.0");
            header(record, "ce_time", data.path("at").asText(Instant.now().toString()));
            header(record, "content-type", "application/json");
            return record;
        }

        private static void header(ConsumerRecord<String, byte[]> record, String name, String value) {
            record.headers().add(name, value.getBytes(UTF_8));
        }
    }

    private SiteHistory(Bus bus, long seed, UUID site) {
        this.bus = bus;
        this.random = new Random(seed);
        this.site = site;
    }

    /** That of a site, in the order in which it happened; of the same seed the same for any site. */
    public static List<Event> of(Bus bus, long seed, UUID site) {
        SiteHistory history = new SiteHistory(bus, seed, site);
        for (int day = 0; day < DAYS; day++)
            history.happens(START.plus(Duration.ofDays(day)).plusSeconds(history.random.nextInt(80_000)));
        return history.events;
    }

    private void happens(Instant at) {
        if (points.size() < 3) created(at.minusSeconds(3_600));
        Point point = points.get(random.nextInt(points.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> place(at);
            case 2, 3, 4 -> verified(point, at);
            case 5 -> spoilt("restore-point.corrupted", point, at);
            case 6 -> spoilt(any("restore-point.expired", "restore-point.corrupted"), point, at);
            case 7, 8, 9 -> diagnosed(any("HEALTHY", "DOWN"), at);
            case 10 -> tell("diagnostics", any("site.down", "site.up"), at);
            default -> restored(at);
        }
    }

    private void place(Instant at) {
        String type = there ? any("site.moved", "site.removed") : "site.registered";
        there = !type.equals("site.removed");
        ObjectNode told = tell("diagnostics", type, at);
        if (there) told.put("customer", (random.nextBoolean() ? ONE : OTHER).toString());
    }

    private void created(Instant at) {
        Point point = new Point(Ids.next(), at);
        points.add(point);
        tell("backup", "restore-point.created", at.plusSeconds(60))
                .put("restorePoint", point.id.toString())
                .put("takenAt", at.toString());
    }

    private void verified(Point point, Instant at) {
        ObjectNode told = spoilt("restore-point.verified", point, at);
        String boot = any("PASSED", "FAILED", "NOT_POSSIBLE");
        told.put("state", boot.equals("PASSED") ? "BOOTED" : "DATA_READ");
        ((ObjectNode) told.get("evidence").get(1)).put("outcome", boot);
    }

    private ObjectNode spoilt(String type, Point point, Instant at) {
        ObjectNode told = tell("backup", type, at).put("restorePoint", point.id.toString());
        return told.has("takenAt") ? told.put("takenAt", point.takenAt.toString()) : told;
    }

    private void diagnosed(String health, Instant at) {
        String since = at.minusSeconds(random.nextInt(20_000)).toString();
        ObjectNode told = tell("diagnostics", "site.diagnosed", at)
                .put("diagnosis", Ids.next().toString())
                .put("health", health);
        ((ObjectNode) told.get("cause")).put("firstSeen", since);
        ((ObjectNode) told.get("change")).put("change", Ids.next().toString()).put("happenedAt", since);
    }

    private void restored(Instant at) {
        String type = any("restore.drilled", "restore.failed", "restore.rolled-back", "restore.completed");
        ObjectNode told = tell("restore", type, at);
        if (type.equals("restore.drilled"))
            told.put("outcome", any("PASSED", "FAILED")).put("drill", Ids.next().toString());
        else told.put("restore", Ids.next().toString());
    }

    private ObjectNode tell(String service, String type, Instant at) {
        ObjectNode data =
                bus.example(service, type).put("site", site.toString()).put("at", at.toString());
        String topic =
                switch (service) {
                    case "backup" -> "gardefou.backups";
                    case "restore" -> "gardefou.restores";
                    default ->
                        type.matches("site\\.(registered|moved|removed)") ? "gardefou.sites" : "gardefou.diagnoses";
                };
        events.add(new Event(topic, type, Ids.next(), data));
        return data;
    }

    private String any(String... of) {
        return of[random.nextInt(of.length)];
    }
}
