package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a report says of a change beyond its type, as facts that the rules of {@code risks.json} ask for. What a report does not say is no fact, and no
 * rule asks whether one is missing.
 *
 * <table>
 * <caption>The facts</caption>
 * <tr><td>{@code name}</td><td>the object's name in lower case</td></tr>
 * <tr><td>{@code recordType}</td><td>of a DNS record: {@code object.recordType}, the last word of its name ({@code boutique.example MX}), or the key
 *     under which its values stand in before or after</td></tr>
 * <tr><td>{@code step}</td><td>between before.version and after.version: BACK, SAME, PATCH (all but the last number agree), MINOR, MAJOR; NONE where
 *     neither is told</td></tr>
 * <tr><td>{@code file}</td><td>the last part of the path, or of the name, in lower case</td></tr>
 * <tr><td>{@code folder}</td><td>UPLOADS, where the path leads into a folder for uploaded files</td></tr>
 * <tr><td>{@code content}</td><td>PROGRAM or MEDIA, by the parts of the file's name behind its dots</td></tr>
 * </table>
 */
record Details(Map<String, String> facts) {

    private static final Set<String> RECORD_TYPES = Set.of(
            "A", "AAAA", "ALIAS", "ANAME", "CAA", "CDS", "CNAME", "DKIM", "DMARC", "DNSKEY", "DS", "HTTPS", "MX",
            "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT");
    private static final Set<String> PROGRAMS = Set.of(
            "php", "php3", "php4", "php5", "php7", "php8", "phtml", "phar", "pht", "cgi", "pl", "py", "sh", "asp",
            "aspx", "jsp");
    private static final Set<String> MEDIA = Set.of(
            "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico", "bmp", "pdf", "mp3", "mp4", "ogg", "webm", "mov",
            "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "csv", "txt", "zip");
    private static final Pattern PATH_PARTS = Pattern.compile("[/\\\\]");
    private static final int SERIES = 2;

    static Details of(JsonNode object, JsonNode before, JsonNode after) {
        Map<String, String> facts = new TreeMap<>();
        String name = object.path("name").asText("").strip();
        if (!name.isEmpty()) facts.put("name", name.toLowerCase(Locale.ROOT));
        recordType(object, name, before, after).ifPresent(type -> facts.put("recordType", type));
        step(before.path("version").asText(""), after.path("version").asText(""))
                .ifPresent(step -> facts.put("step", step));
        String path = object.path("path").asText("");
        file(path.isBlank() ? name : path, facts);
        return new Details(Map.copyOf(facts));
    }

    Optional<String> fact(String fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    private static Optional<String> recordType(JsonNode object, String name, JsonNode before, JsonNode after) {
        Stream<String> said = Stream.of(
                object.path("recordType").asText(""),
                object.path("type").asText(""),
                name.substring(name.lastIndexOf(' ') + 1));
        Stream<String> keys = Stream.of(after, before).flatMap(side -> names(side).stream());
        return Stream.concat(said, keys)
                .map(type -> type.toUpperCase(Locale.ROOT))
                .filter(RECORD_TYPES::contains)
                .findFirst();
    }

    private static List<String> names(JsonNode side) {
        List<String> names = new ArrayList<>();
        side.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Optional<String> step(String from, String to) {
        if (from.isBlank() && to.isBlank()) return Optional.of("NONE");
        List<Long> before = Versions.numbers(from);
        List<Long> after = Versions.numbers(to);
        if (before.isEmpty() || after.isEmpty()) return Optional.empty();
        int length = Math.max(before.size(), after.size());
        for (int i = 0; i < length; i++) {
            int step = Long.compare(Versions.at(after, i), Versions.at(before, i));
            if (step < 0) return Optional.of("BACK");
            if (step > 0) return Optional.of(forward(i, length));
        }
        return Optional.of("SAME");
    }

    private static String forward(int place, int length) {
        if (place == 0) return "MAJOR";
        return place >= SERIES && place == length - 1 ? "PATCH" : "MINOR";
    }

    private static void file(String path, Map<String, String> facts) {
        List<String> parts = List.of(PATH_PARTS.split(path.toLowerCase(Locale.ROOT)));
        if (parts.isEmpty()) return;
        String file = parts.getLast();
        facts.put("file", file);
        List<String> folders = parts.subList(0, parts.size() - 1);
        boolean drupal = folders.contains("sites") && folders.getLast().equals("files");
        if (folders.contains("uploads") || drupal) facts.put("folder", "UPLOADS");
        List<String> kinds = List.of(file.split("\\."));
        if (kinds.size() < 2) return;
        // A picture's name behind that of a program is still run by some servers: shell.php.jpg.
        if (kinds.stream().skip(1).anyMatch(PROGRAMS::contains)) facts.put("content", "PROGRAM");
        else if (MEDIA.contains(kinds.getLast())) facts.put("content", "MEDIA");
    }
}
