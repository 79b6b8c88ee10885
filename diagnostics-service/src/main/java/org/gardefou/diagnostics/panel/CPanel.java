package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gardefou.diagnostics.panel.Reading.Change;
import org.gardefou.diagnostics.panel.Reading.Ignored;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Standardized Hooks of cPanel and WHM: the JSON that a hook script gets on its standard input, with {@code context} (category, event,
 * stage) and {@code data} (args, output, user). Only arguments that are named here are kept: others hold contents of files, keys and passwords.
 */
final class CPanel {

    /** Functions that only look; most hooks are registered for none of them. */
    /** Of what a call answers. */
    private static final int DEEPEST = 6;

    private static final Pattern LOOKS = Pattern.compile(
            "(list|get|fetch|has|is|count|find|search|check|stat|validate|parse|query|browse|export|show|verify|autocomplete|view).*");

    private CPanel() {}

    static List<Reading> read(Report report) {
        JsonNode context = report.payload().path("context");
        String event = Optional.ofNullable(Payload.text(context, "event"))
                .orElseThrow(() -> Problems.validation(
                        "/context/event", "is missing: send the JSON that the hook got on its standard input"));
        String category = context.path("category").asText();
        JsonNode data = report.payload().path("data");
        if (!context.path("stage").asText("post").startsWith("post"))
            return List.of(new Ignored(
                    event, "A hook of the stage pre runs before anything is changed: register it for post."));
        if (failed(data)) return List.of(new Ignored(event, "The call failed, so nothing was changed."));
        return List.of(
                switch (category) {
                    case "Cpanel" -> ofUser(report, event, data);
                    case "Whostmgr" -> ofServer(report, event, data);
                    default -> Ignored.other(category + "::" + event);
                });
    }

    /** {@code UAPI::Mysql::delete_database}, {@code Api2::ZoneEdit::edit_zone_record}. */
    private static Reading ofUser(Report report, String event, JsonNode data) {
        String[] parts = event.split("::", 4);
        if (parts.length != 3) return Ignored.other(event);
        CPanelModule module = CPanelModule.BY_NAME.get(parts[1]);
        if (module == null) return Ignored.other(event);
        if (LOOKS.matcher(parts[2]).matches())
            return new Ignored(event, "This function only looks, it changes nothing.");
        JsonNode args = data.path("args");
        String user = Payload.text(data, "user");
        ObjectNode after =
                Payload.kept(args, module.keeps().toArray(String[]::new)).put("function", event);
        About about = About.of(domain(module, args), user);
        if (module.type() == ChangeType.DATABASE_CHANGED) about = about.with(database(parts[2], args));
        ObjectNode told = Payload.data(
                report.actorOr("CUSTOMER", user), kind(module, parts[2]), name(module, args), Payload.nothing(), after);
        if (module.type() == ChangeType.FILES_CHANGED) {
            String path = path(args);
            about = about.at(path);
            if (path != null)
                ((ObjectNode) told.get("object")).put("name", path).put("path", path);
        }
        return new Change(module.type(), about, told, report.happenedAt());
    }

    /** {@code Accounts::Create} and its like: the arguments stand in {@code data} itself. */
    private static Reading ofServer(Report report, String event, JsonNode data) {
        String account = Payload.text(data, "user", "newuser", "username");
        boolean aboutAccount = event.startsWith("Accounts::") || event.startsWith("Domain::");
        if (!aboutAccount || account == null) return Ignored.other("Whostmgr::" + event);
        ObjectNode after = Payload.kept(
                        data, "domain", "user", "newuser", "plan", "cur_pkg", "new_pkg", "owner", "ip", "reason")
                .put("function", "Whostmgr::" + event);
        // Root does it, or a reseller who is a customer, or a job: the payload does not tell.
        ObjectNode told = Payload.data(report.actorOr("UNKNOWN", null), "ACCOUNT", account, Payload.nothing(), after);
        return new Change(
                ChangeType.SETTINGS_CHANGED,
                About.of(Payload.text(data, "domain"), account),
                told,
                report.happenedAt());
    }

    /** Hooks of API 1 and 2 run whether the call succeeded or not. */
    private static boolean failed(JsonNode data) {
        return refused(data.path("output"), DEEPEST);
    }

    /** API 1 says {@code status}, API 2 {@code result} with a status in it, in a list of one. */
    private static boolean refused(JsonNode said, int deep) {
        if (said.isValueNode())
            return said.asText().equals("0") || said.asText().equals("false");
        if (deep == 0) return false;
        if (said.isArray()) return refused(said.path(0), deep - 1);
        return refused(said.path("result"), deep - 1) || refused(said.path("status"), deep - 1);
    }

    private static @Nullable String domain(CPanelModule module, JsonNode args) {
        String domain = Payload.text(args, "zone", "newdomain", "domain", "vhost", "vhost-0");
        if (domain != null || module.type() != ChangeType.MAIL_CHANGED) return domain;
        String address = Payload.text(args, "email", "address", "user");
        return address != null && address.contains("@") ? address.substring(address.lastIndexOf('@') + 1) : null;
    }

    private static String kind(CPanelModule module, String function) {
        boolean user = module.type() == ChangeType.DATABASE_CHANGED
                && (function.endsWith("_user") || function.equals("set_password"));
        return user ? "DATABASE_USER" : module.kind();
    }

    private static @Nullable String database(String function, JsonNode args) {
        return Payload.text(
                args,
                function.contains("user")
                        ? new String[] {"database", "db"}
                        : new String[] {"name", "database", "db", "oldname"});
    }

    private static @Nullable String name(CPanelModule module, JsonNode args) {
        String name = Payload.text(args, module.names().toArray(String[]::new));
        String domain = Payload.text(args, "domain");
        return module.type() == ChangeType.MAIL_CHANGED ? Payload.address(name, domain) : name;
    }

    private static @Nullable String path(JsonNode args) {
        String file = Payload.text(args, "file", "filename", "path", "sourcefiles", "name");
        String dir = Payload.text(args, "dir");
        if (file == null || dir == null || file.startsWith("/")) return file == null ? dir : file;
        return dir + (dir.endsWith("/") ? "" : "/") + file;
    }
}
