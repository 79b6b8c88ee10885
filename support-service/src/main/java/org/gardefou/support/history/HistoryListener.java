package org.gardefou.support.history;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;

/** Writes down what happens to sites, whatever decides by it later. */
@ApplicationScoped
class HistoryListener implements Listener {

    /** The types that are kept, with the field that says what each is about. */
    static final Map<String, String> SUBJECTS = Map.ofEntries(
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
            Map.entry("risk-notice.extended", "notice"),
            Map.entry("risk-notice.delivered", "notice"),
            Map.entry("risk-notice.reminded", "notice"),
            Map.entry("risk-notice.expired", "notice"),
            Map.entry("risk-notice.acknowledged", "notice"),
            Map.entry("security-notice.raised", "notice"),
            Map.entry("security-notice.extended", "notice"),
            Map.entry("security-notice.delivered", "notice"),
            Map.entry("security-notice.acknowledged", "notice"),
            Map.entry("security-notice.reminded", "notice"),
            Map.entry("security-notice.expired", "notice"),
            Map.entry("backup.failed", "backup"),
            Map.entry("restore-point.created", "restorePoint"),
            Map.entry("restore-point.corrupted", "restorePoint"),
            Map.entry("restore-point.verified", "restorePoint"),
            Map.entry("restore-point.expired", "restorePoint"),
            Map.entry("site.diagnosed", "diagnosis"),
            Map.entry("site.up", "site"),
            Map.entry("liability.assessed", "assessment"),
            Map.entry("restore.proposed", "proposal"),
            Map.entry("restore.proposal-confirmed", "proposal"),
            Map.entry("restore.proposal-ended", "proposal"),
            Map.entry("restore.requested", "restore"),
            Map.entry("restore.started", "restore"),
            Map.entry("restore.completed", "restore"),
            Map.entry("restore.failed", "restore"),
            Map.entry("restore.rolled-back", "restore"));

    private static final Set<String> DECIDED_BY = Set.of("change", "restorePoint");

    private final SiteEvents events;
    private final Event<SiteHistoryGrew> grew;

    HistoryListener(SiteEvents events, Event<SiteHistoryGrew> grew) {
        this.events = events;
        this.grew = grew;
    }

    @Override
    public void listen(Subscriptions on) {
        SUBJECTS.forEach((type, subject) -> on.on(type, JsonNode.class, event -> keep(type, subject, event)));
    }

    private void keep(String type, String subject, BusEvent<JsonNode> event) {
        SiteEvent entry = entry(type, subject, event);
        events.persist(entry);
        if (DECIDED_BY.contains(subject)) grew.fire(new SiteHistoryGrew(entry.site()));
    }

    static SiteEvent entry(String type, String subject, BusEvent<JsonNode> event) {
        JsonNode data = event.data();
        return new SiteEvent(
                event.id(), id(data, "site", type), type, when(type, event), id(data, subject, type), data);
    }

    /**
     * When it happened, by the event's own word: a change and a restore point are older than the telling of them. What was found of a point later happened
     * when it was found, not when the point was taken.
     */
    private static Instant when(String type, BusEvent<JsonNode> event) {
        Stream<String> fields =
                type.equals("restore-point.created") ? Stream.of("takenAt", "at") : Stream.of("happenedAt", "at");
        return fields.map(field -> event.data().path(field).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(HistoryListener::instant)
                .orElse(event.time())
                // As the database keeps it: facts that are read again must be the facts that were frozen.
                .truncatedTo(ChronoUnit.MICROS);
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
