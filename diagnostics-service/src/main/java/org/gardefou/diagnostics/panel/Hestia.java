package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gardefou.diagnostics.panel.Reading.Change;
import org.gardefou.diagnostics.panel.Reading.Ignored;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * HestiaCP has no hooks: each change is a command, and each that succeeded a line of {@code $HESTIA/log/system.log},
 * {@code 2026-11-23 10:00:00 v-add-dns-record 'user' 'shop.example' 'www' 'A' '192.0.2.1'}. The payload is {@code lines}, and {@code offset}, how far the
 * server's clock is from UTC ({@code +01:00}). Hestia writes stars for passwords, and most places of the arguments are left out here all the same.
 */
final class Hestia {

    private static final int MOST = 500;
    private static final Pattern COMMAND = Pattern.compile(
            "v-(add|change|delete|suspend|unsuspend|rename|install|insert|sync|schedule|update|restore|rebuild|move)-([a-z0-9-]{1,60})");
    private static final int STAMP = "2026-11-23 10:00:00".length();

    /** What commands on an object change; the first argument is the user, and where there is a domain it is the second. */
    private record Rule(Pattern objects, ChangeType type, String kind, boolean domain, int arguments) {}

    private static final List<Rule> RULES = List.of(
            // user domain record type value: the fifth is what it points to.
            rule("dns-record", ChangeType.DNS_CHANGED, "DNS_RECORD", true, 5),
            rule("(dns|remote-dns)-.*", ChangeType.DNS_CHANGED, "DNS_ZONE", true, 3),
            rule("database.*", ChangeType.DATABASE_CHANGED, "DATABASE", false, 2),
            rule("mail-.*", ChangeType.MAIL_CHANGED, "MAILBOX", true, 3),
            rule(
                    "(web-domain-ssl.*|letsencrypt-(domain|user)|web-domain-hsts)",
                    ChangeType.TLS_CHANGED,
                    "CERTIFICATE",
                    true,
                    2),
            rule("web-domain-backend-tpl", ChangeType.PHP_CHANGED, "PHP", true, 3),
            rule("web-domain-ftp.*", ChangeType.SETTINGS_CHANGED, "FTP_ACCOUNT", true, 3),
            rule("web-domain.*", ChangeType.SETTINGS_CHANGED, "DOMAIN", true, 3),
            rule("fs-.*", ChangeType.FILES_CHANGED, "FILE", false, 2),
            rule("cron-.*", ChangeType.SETTINGS_CHANGED, "CRON_JOB", false, 1),
            rule("user(-(package|shell|php-cli|ssh-key|ns))?", ChangeType.SETTINGS_CHANGED, "ACCOUNT", false, 1));

    private Hestia() {}

    private static Rule rule(String objects, ChangeType type, String kind, boolean domain, int arguments) {
        return new Rule(Pattern.compile(objects), type, kind, domain, arguments);
    }

    static List<Reading> read(Report report) {
        JsonNode lines = report.payload().path("lines");
        if (!lines.isArray() || lines.size() > MOST)
            throw Problems.validation("/payload/lines", "must be an array of at most " + MOST + " lines of system.log");
        ZoneOffset offset = offset(report.payload().path("offset"));
        List<Reading> all = new ArrayList<>(lines.size());
        for (JsonNode line : lines) all.add(line(report, line.asText(), offset));
        return all;
    }

    private static ZoneOffset offset(JsonNode offset) {
        try {
            return ZoneOffset.of(offset.asText("Z"));
        } catch (DateTimeException e) {
            throw Problems.validation("/payload/offset", "must be an offset such as +01:00");
        }
    }

    private static Reading line(Report report, String line, ZoneOffset offset) {
        Instant at = at(line, offset);
        if (at == null) return new Ignored("line", "This is no line of system.log.");
        String rest = line.substring(STAMP).strip();
        int end = rest.indexOf(' ');
        String command = end < 0 ? rest : rest.substring(0, end);
        var parts = COMMAND.matcher(command);
        if (!parts.matches()) return Ignored.other(command);
        String object = parts.group(2);
        List<String> arguments = arguments(end < 0 ? "" : rest.substring(end));
        return RULES.stream()
                .filter(rule -> rule.objects().matcher(object).matches())
                .findFirst()
                .<Reading>map(rule -> change(report, rule, command, arguments, at))
                .orElseGet(() -> Ignored.other(command));
    }

    private static Change change(Report report, Rule rule, String command, List<String> arguments, Instant at) {
        String user = argument(arguments, 0);
        String second = argument(arguments, 1);
        ObjectNode after = Payload.nothing().put("command", command);
        arguments.stream().skip(1).limit(rule.arguments() - 1L).forEach(after.withArray("arguments")::add);
        About about = About.of(rule.domain() ? second : null, user);
        String name = second;
        switch (rule.type()) {
            case DATABASE_CHANGED -> {
                // Only when it is added it is named without its user in front.
                name = command.equals("v-add-database") && user != null && second != null
                        ? user + "_" + second
                        : second;
                about = about.with(name);
            }
            case FILES_CHANGED -> about = about.at(second);
            case MAIL_CHANGED -> {
                String box = argument(arguments, 2);
                if (box != null && command.contains("account")) name = box + "@" + second;
            }
            case SETTINGS_CHANGED -> name = rule.domain() ? second : user;
            default -> {
                // The second argument is its name.
            }
        }
        // The log does not tell who gave the command: the customer in the panel, an administrator, or a job.
        return new Change(
                rule.type(),
                about,
                Payload.data(report.actorOr("UNKNOWN", null), rule.kind(), name, Payload.nothing(), after),
                at);
    }

    private static @Nullable Instant at(String line, ZoneOffset offset) {
        if (line.length() <= STAMP) return null;
        try {
            return LocalDateTime.parse(line.substring(0, STAMP).replace(' ', 'T'))
                    .toInstant(offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String argument(List<String> arguments, int place) {
        return place < arguments.size() && !arguments.get(place).isBlank() ? arguments.get(place) : null;
    }

    /** {@code 'one' 'two'}: Hestia escapes nothing, so an argument ends where a quote is followed by a space or nothing. */
    private static List<String> arguments(String text) {
        List<String> all = new ArrayList<>();
        for (int start = text.indexOf('\''); start >= 0; ) {
            int end = text.indexOf("' ", start + 1);
            if (end < 0) end = text.endsWith("'") && text.length() - 1 > start ? text.length() - 1 : text.length();
            all.add(text.substring(start + 1, end));
            start = text.indexOf('\'', Math.min(end + 1, text.length()));
        }
        return all;
    }
}
