package org.gardefou.support.history;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;

/** Writes down what happens to sites, whatever decides by it later. */
@ApplicationScoped
class HistoryListener implements Listener {

    /** The types that are kept, with the field that says what each is about. */
    private static final Map<String, String> SUBJECTS = Map.ofEntries(
            Map.entry("site.dns-changed", "change"),
            Map.entry("site.plugin-installed", "change"),
            Map.entry("site.plugin-updated", "change"),
            Map.entry("site.plugin-activated", "change"),
            Map.entry("site.plugin-removed", "change"),
            Map.entry("site.theme-changed", "change"),
            Map.entry("site.cms-updated", "change"),
            Map.entry("site.files-changed", "change"),
            Map.entry("site.database-changed", "change"),
            Map.entry("site.php-changed", "change"),
            Map.entry("site.mail-changed", "change"),
            Map.entry("site.tls-changed", "change"),
            Map.entry("site.settings-changed", "change"),
            Map.entry("risk-notice.raised", "notice"),
            Map.entry("risk-notice.delivered", "notice"),
            Map.entry("risk-notice.acknowledged", "notice"),
            Map.entry("backup.failed", "backup"),
            Map.entry("restore-point.created", "restorePoint"),
            Map.entry("restore-point.corrupted", "restorePoint"),
            Map.entry("restore-point.expired", "restorePoint"),
            Map.entry("site.diagnosed", "diagnosis"),
            Map.entry("site.up", "site"),
            Map.entry("liability.assessed", "assessment"),
            Map.entry("restore.requested", "restore"),
            Map.entry("restore.started", "restore"),
            Map.entry("restore.completed", "restore"),
            Map.entry("restore.failed", "restore"),
            Map.entry("restore.rolled-back", "restore"));

    private final SiteEvents events;

    HistoryListener(SiteEvents events) {
        this.events = events;
    }

    @Override
    public void listen(Subscriptions on) {
        SUBJECTS.forEach((type, subject) -> on.on(type, JsonNode.class, event -> keep(type, subject, event)));
    }

    private void keep(String type, String subject, BusEvent<JsonNode> event) {
        JsonNode data = event.data();
        UUID site = id(data, "site", type);
        events.persist(new SiteEvent(event.id(), site, type, when(event), id(data, subject, type), data));
    }

    /** When it happened: a change says so itself, a restore point too; for the rest it is the event's own time. */
    private static Instant when(BusEvent<JsonNode> event) {
        return Optional.of(event.data().path("happenedAt").asText())
                .filter(text -> !text.isEmpty())
                .or(() -> Optional.of(event.data().path("takenAt").asText()))
                .filter(text -> !text.isEmpty())
                .map(HistoryListener::instant)
                .orElse(event.time());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BusRecord.Unreadable("Not a time: " + text);
        }
    }

    private static UUID id(JsonNode data, String field, String type) {
        try {
            return UUID.fromString(data.path(field).asText());
        } catch (IllegalArgumentException e) {
            throw new BusRecord.Unreadable(type + " has no id in the field " + field);
        }
    }
}
