package org.gardefou.diagnostics.inventory;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/** The fields in the comment at the beginning of a plugin's or theme's file, read as WordPress reads them ({@code get_file_data}): the first of each counts. */
final class Header {

    /** As much as WordPress reads. */
    static final int LONGEST = 8 * 1024;

    private static final int LONGEST_VALUE = 200;

    private static final Set<String> FIELDS = Set.of(
            "plugin name", "theme name", "version", "author", "update uri", "stable tag", "template", "text domain");

    private final Map<String, String> values = new HashMap<>();

    private Header() {}

    static Header of(String text) {
        Header header = new Header();
        for (String line : text.replace('\r', '\n').split("\n")) header.line(line);
        return header;
    }

    /** The value of a field, by its name in lower case; null where it is missing or empty. */
    @Nullable String get(String field) {
        return values.get(field);
    }

    private void line(String line) {
        int at = 0;
        if (line.regionMatches(true, 0, "<?php", 0, 5)) at = 5;
        while (at < line.length() && " \t/*#@".indexOf(line.charAt(at)) >= 0) at++;
        int colon = line.indexOf(':', at);
        if (colon < 0 || colon - at > 20) return;
        String field = line.substring(at, colon).toLowerCase(Locale.ROOT);
        if (!FIELDS.contains(field)) return;
        String value = line.substring(colon + 1);
        int end = value.indexOf("*/");
        if (end >= 0) value = value.substring(0, end);
        end = value.indexOf("?>");
        if (end >= 0) value = value.substring(0, end);
        String plain = Excerpt.of(value, LONGEST_VALUE).strip();
        if (!plain.isEmpty()) values.putIfAbsent(field, plain);
    }
}
