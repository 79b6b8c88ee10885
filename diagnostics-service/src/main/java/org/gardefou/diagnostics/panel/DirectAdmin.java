package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.gardefou.diagnostics.panel.Reading.Change;
import org.gardefou.diagnostics.panel.Reading.Ignored;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Hook scripts of DirectAdmin: {@code <hook>.sh} with variables. The payload is these variables, {@code event} the hook's name without {@code .sh}.
 * Only variables that are named here are kept: others hold passwords, also that of who is logged in.
 */
final class DirectAdmin {

    private record Rule(Pattern hooks, ChangeType type, String kind, List<String> names, List<String> keeps) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    "dns_.*",
                    ChangeType.DNS_CHANGED,
                    "DNS_ZONE",
                    List.of("DOMAIN", "domain"),
                    List.of("SERIAL", "caller")),
            rule(
                    "database_.*",
                    ChangeType.DATABASE_CHANGED,
                    "DATABASE",
                    List.of("database", "user"),
                    List.of("database", "user")),
            rule(
                    "(email|forwarder|autoresponder|vacation|pop|catchall|mailing_list|list)_.*",
                    ChangeType.MAIL_CHANGED,
                    "MAILBOX",
                    List.of("user", "email", "domain"),
                    List.of("user", "domain", "quota", "email")),
            rule(
                    "(letsencrypt|ssl|certificate)(_.*)?",
                    ChangeType.TLS_CHANGED,
                    "CERTIFICATE",
                    List.of("domain"),
                    List.of("domain")),
            rule(
                    ".*php.*",
                    ChangeType.PHP_CHANGED,
                    "PHP",
                    List.of("domain", "username"),
                    List.of("php1_select", "php2_select", "php1_ver", "php")),
            rule(
                    "(domain|subdomain|pointer|domain_pointer)_.*",
                    ChangeType.SETTINGS_CHANGED,
                    "DOMAIN",
                    List.of("newdomain", "domain", "subdomain"),
                    List.of("domain", "newdomain", "subdomain", "ssl", "php", "cgi", "suspended")),
            rule(
                    "(user|ftp|cron|cronjob)_.*",
                    ChangeType.SETTINGS_CHANGED,
                    "ACCOUNT",
                    List.of("user", "username"),
                    List.of("username", "domain", "package", "suspended", "creator")));

    /** Records as DirectAdmin hands them on: {@code www=192.0.2.1&mail=192.0.2.2}. */
    private static final List<String> RECORDS =
            List.of("A", "AAAA", "CNAME", "MX_FULL", "MX", "NS", "TXT", "SRV", "CAA", "PTR", "SPF", "TLSA", "DS");

    private DirectAdmin() {}

    private static Rule rule(String hooks, ChangeType type, String kind, List<String> names, List<String> keeps) {
        return new Rule(Pattern.compile(hooks), type, kind, names, keeps);
    }

    static List<Reading> read(Report report) {
        String hook = report.event();
        if (hook.isBlank())
            throw Problems.validation("/event", "is missing: the name of the hook, such as dns_write_post");
        if (hook.endsWith("_pre"))
            return List.of(new Ignored(hook, "A hook that ends in _pre runs before anything is changed: use _post."));
        // Written again and again, for whatever is changed anywhere.
        if (hook.contains("httpd_write")) return List.of(Ignored.other(hook));
        return List.of(RULES.stream()
                .filter(rule -> rule.hooks().matcher(hook).matches())
                .findFirst()
                .<Reading>map(rule -> change(rule, report))
                .orElseGet(() -> Ignored.other(hook)));
    }

    private static Change change(Rule rule, Report report) {
        ObjectNode variables = report.payload();
        String account = Payload.text(variables, "username", "USERNAME");
        String domain = Payload.text(variables, "newdomain", "DOMAIN", "domain");
        String subdomain = Payload.text(variables, "subdomain");
        if (domain != null && subdomain != null && report.event().startsWith("subdomain"))
            domain = subdomain + "." + domain;
        ObjectNode after =
                Payload.kept(variables, rule.keeps().toArray(String[]::new)).put("hook", report.event());
        if (rule.type() == ChangeType.DNS_CHANGED) records(variables, after);
        String name = Payload.text(variables, rule.names().toArray(String[]::new));
        if (rule.type() == ChangeType.MAIL_CHANGED) name = Payload.address(name, domain);
        About about = About.of(domain, account);
        if (rule.type() == ChangeType.DATABASE_CHANGED) about = about.with(Payload.text(variables, "database"));
        // The variables name whose account it is, not who did it: a reseller may be logged in as a customer.
        return new Change(
                rule.type(),
                about,
                Payload.data(report.actorOr("UNKNOWN", null), rule.kind(), name, Payload.nothing(), after),
                report.happenedAt());
    }

    private static void records(JsonNode variables, ObjectNode after) {
        for (String type : RECORDS) {
            String list = Payload.text(variables, type);
            if (list == null || (type.equals("MX") && after.has("MX_FULL"))) continue;
            ArrayNode records = after.putArray(type);
            for (String record : list.split("&", -1)) if (!record.isBlank()) records.add(decoded(record));
        }
    }

    private static @Nullable String decoded(String record) {
        try {
            return URLDecoder.decode(record, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return record;
        }
    }
}
