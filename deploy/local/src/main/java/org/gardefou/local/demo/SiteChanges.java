package org.gardefou.local.demo;

import static org.gardefou.local.demo.Registration.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What the panel reports, and what the customer is told of it. */
public final class SiteChanges {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Stage stage;
    private final Hosted hosted;
    private final Api panel;
    private final Api customer;
    private final Clock clock;

    SiteChanges(Stage stage, Hosted hosted, Clock clock) {
        this.stage = stage;
        this.hosted = hosted;
        this.panel = stage.panel(hosted.connection());
        this.customer = stage.customer(hosted.customer());
        this.clock = clock;
    }

    /**
     * A change of the site.
     *
     * @param type of the event, in short: {@code site.plugin-updated}
     * @param object what was changed
     * @param before and {@code after} what is known of it
     * @param words for the chronicle
     */
    public record Change(
            String type,
            Map<String, Object> object,
            Map<String, Object> before,
            Map<String, Object> after,
            String words) {

        /** A plugin that the customer updates. */
        public static Change pluginUpdated(String slug, String from, String to) {
            return new Change(
                    "site.plugin-updated",
                    Map.of("kind", "PLUGIN", "name", slug, "path", "wp-content/plugins/" + slug),
                    Map.of("version", from),
                    Map.of("version", to),
                    "the update of " + slug + " " + from + " → " + to);
        }

        /** A file or folder that the customer edits. */
        public static Change filesChanged(String path) {
            return new Change(
                    "site.files-changed",
                    Map.of("kind", "FILES", "name", path, "path", path),
                    Map.of(),
                    Map.of(),
                    "an edit of " + path);
        }

        /** A theme that the customer edits. */
        public static Change themeChanged(String name) {
            return new Change(
                    "site.theme-changed",
                    Map.of("kind", "THEME", "name", name, "path", "wp-content/themes/" + name),
                    Map.of(),
                    Map.of(),
                    "an edit of the theme " + name);
        }

        /** A database in which the customer tidies up. */
        public static Change databaseChanged(String schema) {
            return new Change(
                    "site.database-changed",
                    Map.of("kind", "DATABASE", "name", schema),
                    Map.of(),
                    Map.of(),
                    "a change in the database " + schema);
        }
    }

    /** The panel reports a change as a CloudEvent; the id that the suite gives it. */
    public UUID report(Change change) {
        return report(change, UUID.randomUUID());
    }

    /** The same, under an event id of the panel's own: reported twice, it is one change. */
    public UUID report(Change change, UUID event) {
        Answer taken = panel.post(
                        "/diagnostics/v1/change-events", cloudEvent(change, event), "application/cloudevents+json")
                .expect(202);
        stage.chronicle().tell(taken, "the panel reports " + change.words());
        return taken.id();
    }

    /** The notice that a change raised or joined, as it stands in the customer's list. */
    public JsonNode noticeOf(UUID change) {
        String path = "/terms/v1/risk-notices?site=" + hosted.site() + "&change=" + change;
        return Waiting.until(
                "the risk notice of the change " + change,
                LIMIT,
                () -> customer.list(path).stream().findFirst(),
                () -> customer.get(path).text());
    }

    /** The customer reads a notice, which counts as having been told. */
    public JsonNode read(JsonNode notice) {
        Answer answer = customer.get("/terms/v1/risk-notices/" + uuid(notice, "id"));
        JsonNode all = answer.json();
        String locale = all.path("locale").asText();
        stage.chronicle()
                .tell(
                        answer,
                        all.path("level").asText() + ", clause "
                                + all.path("clause").path("code").asText() + ", help "
                                + all.path("help").asText() + ": \""
                                + all.path("text").path("title").path(locale).asText() + "\"");
        for (String part : new String[] {"mayHappen", "duty", "help", "restorePoint"}) {
            stage.chronicle()
                    .tell("       " + all.path("text").path(part).path(locale).asText());
        }
        return all;
    }

    /** And says so. */
    public JsonNode acknowledge(JsonNode notice) {
        Answer answer = customer.post(
                "/terms/v1/risk-notices/" + uuid(notice, "id") + "/acknowledgement", Map.of("by", "Camille Martin"));
        stage.chronicle()
                .tell(
                        answer,
                        "the customer acknowledges it at "
                                + answer.json().path("acknowledgedAt").asText());
        return answer.json();
    }

    private Map<String, Object> cloudEvent(Change change, UUID event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("actor", Map.of("kind", "CUSTOMER", "id", "webmaster"));
        data.put("object", change.object());
        data.put("before", change.before());
        data.put("after", change.after());
        Map<String, Object> cloudEvent = new LinkedHashMap<>();
        cloudEvent.put("specversion", "1.0");
        cloudEvent.put("id", event.toString());
        cloudEvent.put("source", "/panel/demo");
        cloudEvent.put("type", "org.gardefou." + change.type() + ".v1");
        cloudEvent.put("subject", hosted.site().toString());
        cloudEvent.put("time", Instant.now(clock).toString());
        cloudEvent.put("datacontenttype", "application/json");
        cloudEvent.put("data", data);
        return cloudEvent;
    }
}
