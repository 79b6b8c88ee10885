package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.gardefou.diagnostics.panel.Reading.Change;
import org.gardefou.diagnostics.panel.Reading.Ignored;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What a WordPress reports of itself, in a form of ours: {@code event} and {@code home} (its address), {@code name} (the slug, the option or the
 * file), {@code path} below the document root, {@code before}, {@code after}, {@code user} (the login; none for its own updates).
 */
final class WordPress {

    private record Kind(ChangeType type, String object) {}

    /** A plugin that is only switched off stays where it is: nothing was removed. */
    private static final Map<String, Kind> EVENTS = Map.of(
            "plugin-installed", new Kind(ChangeType.PLUGIN_INSTALLED, "PLUGIN"),
            "plugin-updated", new Kind(ChangeType.PLUGIN_UPDATED, "PLUGIN"),
            "plugin-activated", new Kind(ChangeType.PLUGIN_ACTIVATED, "PLUGIN"),
            "plugin-deactivated", new Kind(ChangeType.SETTINGS_CHANGED, "PLUGIN"),
            "plugin-removed", new Kind(ChangeType.PLUGIN_REMOVED, "PLUGIN"),
            "theme-changed", new Kind(ChangeType.THEME_CHANGED, "THEME"),
            "core-updated", new Kind(ChangeType.CMS_UPDATED, "CMS"),
            "settings-changed", new Kind(ChangeType.SETTINGS_CHANGED, "SETTING"),
            "file-edited", new Kind(ChangeType.FILES_CHANGED, "FILE"));

    private WordPress() {}

    static List<Reading> read(Report report) {
        String event = report.event();
        if (event.isBlank())
            throw Problems.validation(
                    "/event",
                    "is missing: one of " + EVENTS.keySet().stream().sorted().toList());
        Kind kind = EVENTS.get(event);
        return List.of(kind == null ? Ignored.other(event) : change(report, kind));
    }

    private static Change change(Report report, Kind kind) {
        JsonNode payload = report.payload();
        String user = Payload.text(payload, "user");
        ObjectNode told = Payload.data(
                report.actorOr(user == null ? "UNKNOWN" : "CUSTOMER", user),
                kind.object(),
                Payload.text(payload, "name"),
                side(payload, "before"),
                side(payload, "after"));
        String path = Payload.text(payload, "path");
        if (path != null) ((ObjectNode) told.get("object")).put("path", path);
        return new Change(kind.type(), About.of(host(payload), null), told, report.happenedAt());
    }

    private static ObjectNode side(JsonNode payload, String side) {
        return payload.path(side) instanceof ObjectNode fields ? fields.deepCopy() : Payload.nothing();
    }

    private static @Nullable String host(JsonNode payload) {
        String home = Payload.text(payload, "home");
        if (home == null) return null;
        try {
            URI address = new URI(home);
            if (address.getHost() == null) return home;
            return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        } catch (URISyntaxException e) {
            return home;
        }
    }
}
