package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of an answer: texts by column, null for NULL. */
public final class Row {
    private final Map<String, @Nullable String> values;

    private Row(Map<String, @Nullable String> values) {
        this.values = values;
    }

    /** A column's value; null for NULL. A column that the answer does not have is a mistake of the caller. */
    public @Nullable String get(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException(
                    "The answer has no column " + column + ", only " + values.keySet() + ".");
        }
        return values.get(column);
    }

    /** A column's value, the empty text for NULL. */
    public String text(String column) {
        String value = get(column);
        return value == null ? "" : value;
    }

    /** The columns in their order. */
    List<String> columns() {
        return List.copyOf(values.keySet());
    }

    /** The values in the order of the columns. */
    public List<@Nullable String> values() {
        return new ArrayList<>(values.values());
    }

    /**
     * Reads what the client writes with {@code --xml}. Its tab-separated form cannot tell NULL from the text "NULL";
     * this can. The client escapes every {@code <} in a value, so a tag is always a tag; what it does not escape
     * (control characters) an XML parser would refuse.
     */
    static List<Row> parse(String xml) {
        List<Row> rows = new ArrayList<>();
        int at = xml.indexOf("<row>");
        while (at >= 0) {
            int end = xml.indexOf("</row>", at);
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            int field = xml.indexOf("<field name=\"", at);
            while (field >= 0 && field < end) {
                int name = field + "<field name=\"".length();
                int quote = xml.indexOf('"', name);
                String column = unescape(xml.substring(name, quote));
                int close = xml.indexOf('>', quote);
                if (xml.startsWith(" xsi:nil=\"true\"", quote + 1)) {
                    values.put(column, null);
                    field = xml.indexOf("<field name=\"", close);
                } else {
                    int tag = xml.indexOf("</field>", close);
                    values.put(column, unescape(xml.substring(close + 1, tag)));
                    field = xml.indexOf("<field name=\"", tag);
                }
            }
            rows.add(new Row(values));
            at = xml.indexOf("<row>", end);
        }
        return List.copyOf(rows);
    }

    private static String unescape(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x00;", "\0")
                .replace("&amp;", "&");
    }
}
