package org.gardefou.local.demo;

import static org.gardefou.local.demo.Registration.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Backups: by the policy, on demand, and for safety. */
public final class Protection {

    /** A backup of a small site takes some seconds; one that a crash interrupted is made again. */
    private static final Duration LIMIT = Duration.ofSeconds(300);

    private final Stage stage;
    private final Hosted hosted;
    private final Api operator;
    private final Api customer;

    Protection(Stage stage, Hosted hosted) {
        this.stage = stage;
        this.hosted = hosted;
        this.operator = stage.operator();
        this.customer = stage.customer(hosted.customer());
    }

    /** The site's policy, once backup-service has heard of the contract. */
    public JsonNode policy() {
        String path = "/backups/v1/policies/" + hosted.site();
        Answer answer = Waiting.until(
                "the site's backup policy",
                LIMIT,
                () -> Optional.of(customer.tryGet(path)).filter(found -> found.status() == 200),
                () -> customer.tryGet(path).toString());
        stage.chronicle()
                .tell(
                        answer,
                        "backup-service follows the contract: every "
                                + answer.json().path("frequency").asText() + ", kept "
                                + answer.json().path("retention").asText());
        return answer.json();
    }

    /** The first restore point, which the policy brings without anybody asking. */
    public JsonNode firstPoint() {
        String path = "/backups/v1/restore-points?site=" + hosted.site();
        JsonNode first = Waiting.until(
                "the first backup by schedule",
                LIMIT,
                () -> {
                    List<JsonNode> points = customer.list(path);
                    return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
                },
                this::runs);
        stage.chronicle().tell(customer.get(path), "the schedule has made a restore point: " + size(first));
        return first;
    }

    /** A backup that the customer asks for, followed to its end; its restore point. */
    public JsonNode backUp(String label) {
        Answer asked = customer.post("/backups/v1/backups", Map.of("site", hosted.site(), "label", label));
        stage.chronicle().tell(asked, "the customer asks for a backup: \"" + label + "\"");
        return point(finished(asked.id()));
    }

    /** The safety backup that a change asked for, once it has ended. */
    public JsonNode safety(UUID change) {
        String path = "/backups/v1/backups?site=" + hosted.site();
        UUID run = Waiting.until(
                "the safety backup of the change " + change,
                LIMIT,
                () -> operator.list(path).stream()
                        .filter(backup ->
                                backup.path("reason").path("change").asText().equals(change.toString()))
                        .findFirst()
                        .map(backup -> uuid(backup, "id")),
                this::runs);
        return finished(run);
    }

    /** A restore point. */
    public JsonNode restorePoint(UUID id) {
        return customer.get("/backups/v1/restore-points/" + id).json();
    }

    private JsonNode finished(UUID backup) {
        String path = "/backups/v1/backups/" + backup;
        Answer end = Waiting.until(
                "the end of the backup " + backup,
                LIMIT,
                () -> Optional.of(customer.get(path))
                        .filter(answer -> answer.json().path("state").asText().matches("COMPLETED|FAILED")),
                () -> customer.get(path).text());
        if (!end.json().path("state").asText().equals("COMPLETED")) {
            throw new UnexpectedAnswer(end);
        }
        return end.json();
    }

    private JsonNode point(JsonNode backup) {
        Answer answer = customer.get(
                "/backups/v1/restore-points/" + backup.path("restorePoint").asText());
        stage.chronicle().tell(answer, "the backup is a restore point: " + size(answer.json()));
        return answer.json();
    }

    private String runs() {
        return operator.get("/backups/v1/backups?site=" + hosted.site()).text();
    }

    private static String size(JsonNode point) {
        return "%d files, %.1f MB, %d tables"
                .formatted(
                        point.path("files").asLong(),
                        point.path("bytes").asLong() / 1e6,
                        point.path("databases").path(0).path("tables").size());
    }
}
