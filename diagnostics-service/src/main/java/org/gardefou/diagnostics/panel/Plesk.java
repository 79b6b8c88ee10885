package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gardefou.diagnostics.panel.Reading.Change;
import org.gardefou.diagnostics.panel.Reading.Ignored;
import org.gardefou.diagnostics.redaction.SecretNames;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The Event Manager of Plesk: a handler gets the values before and after as variables {@code OLD_…} and {@code NEW_…}, passwords among them. The
 * payload is these variables; {@code event} is the event's name as {@code plesk bin event_handler --list-events} has it.
 */
final class Plesk {

    private record Rule(Pattern events, ChangeType type, String kind, List<String> names) {}

    private static final List<Rule> RULES = List.of(
            rule(".*dns.*", ChangeType.DNS_CHANGED, "DNS_ZONE", "DOMAIN_NAME", "DOMAIN_ALIAS_NAME"),
            rule(
                    "(database|db)(_user)?_.*",
                    ChangeType.DATABASE_CHANGED,
                    "DATABASE",
                    "DATABASE_NAME",
                    "DATABASE_USER_NAME"),
            rule(
                    "(mail|mailname|maillist|mailbox).*",
                    ChangeType.MAIL_CHANGED,
                    "MAILBOX",
                    "MAILNAME",
                    "MAIL_NAME",
                    "DOMAIN_NAME"),
            rule(".*(ssl|certificate).*", ChangeType.TLS_CHANGED, "CERTIFICATE", "DOMAIN_NAME", "CERTIFICATE_NAME"),
            rule("siteapp(_.*)?", ChangeType.CMS_UPDATED, "CMS", "SITEAPP_NAME", "PACKAGE_NAME", "DOMAIN_NAME"),
            rule(
                    "(phys_hosting|std_fwd|frm_fwd|hosting|domain|site|subdomain|domain_alias|site_alias|site_subdomain|ftpuser|webuser|upload|domain_limits|domain_status|site_status|cron|scheduled_task).*",
                    ChangeType.SETTINGS_CHANGED,
                    "DOMAIN",
                    "DOMAIN_NAME",
                    "SUBDOMAIN_NAME",
                    "SYSTEM_USER"));

    private static final Pattern SIDE = Pattern.compile("(OLD|NEW)_([A-Z0-9_]{1,100})");

    private Plesk() {}

    private static Rule rule(String events, ChangeType type, String kind, String... names) {
        return new Rule(Pattern.compile(events), type, kind, List.of(names));
    }

    static List<Reading> read(Report report) {
        String event = report.event();
        if (event.isBlank())
            throw Problems.validation("/event", "is missing: the name of Plesk's event, such as domain_dns_update");
        return List.of(RULES.stream()
                .filter(rule -> rule.events().matcher(event).matches())
                .findFirst()
                .<Reading>map(rule -> change(rule, report))
                .orElseGet(() -> Ignored.other(event)));
    }

    private static Change change(Rule rule, Report report) {
        ObjectNode before = side("OLD", report.payload());
        ObjectNode after = side("NEW", report.payload());
        String domain = either(after, before, "DOMAIN_NAME", "SITE_NAME", "DOMAIN_ALIAS_NAME");
        String mail = either(after, before, "MAILNAME", "MAIL_NAME");
        if (domain == null && mail != null && mail.contains("@")) domain = mail.substring(mail.lastIndexOf('@') + 1);
        String subdomain = either(after, before, "SUBDOMAIN_NAME");
        if (domain != null && subdomain != null) domain = subdomain + "." + domain;
        About about =
                About.of(domain, either(after, before, "SYSTEM_USER")).with(either(after, before, "DATABASE_NAME"));
        String name = either(after, before, rule.names().toArray(String[]::new));
        withoutWhatStayed(before, after);
        boolean php = rule.type() == ChangeType.SETTINGS_CHANGED && (speaksOfPhp(before) || speaksOfPhp(after));
        return new Change(
                php ? ChangeType.PHP_CHANGED : rule.type(),
                about,
                // Plesk does not say who did it.
                Payload.data(
                        report.actorOr("UNKNOWN", null),
                        php ? "PHP" : rule.kind(),
                        name,
                        before,
                        after.put("event", report.event())),
                report.happenedAt());
    }

    private static ObjectNode side(String side, ObjectNode variables) {
        ObjectNode all = Payload.nothing();
        for (Map.Entry<String, JsonNode> variable : variables.properties()) {
            var name = SIDE.matcher(variable.getKey());
            if (name.matches()
                    && name.group(1).equals(side)
                    && !SecretNames.contains(name.group(2))
                    && variable.getValue().isTextual())
                all.put(name.group(2), variable.getValue().textValue());
        }
        return all;
    }

    /** A handler gets all values, whether they changed or not. */
    private static void withoutWhatStayed(ObjectNode before, ObjectNode after) {
        List<String> same = before.properties().stream()
                .filter(field -> field.getValue().equals(after.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        before.remove(same);
        after.remove(same);
    }

    private static boolean speaksOfPhp(ObjectNode side) {
        return side.properties().stream().anyMatch(field -> field.getKey().startsWith("PHP"));
    }

    private static @Nullable String either(ObjectNode after, ObjectNode before, String... names) {
        String now = Payload.text(after, names);
        return now == null ? Payload.text(before, names) : now;
    }
}
