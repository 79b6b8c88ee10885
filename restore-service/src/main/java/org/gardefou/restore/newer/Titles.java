package org.gardefou.restore.newer;

import org.gardefou.access.database.Row;
import org.gardefou.restore.content.Redaction;

/** What is told of one thing: enough to know which one it is, on whoever's screen. Pure. */
final class Titles {

    private static final int LONGEST = 80;

    private Titles() {}

    /** Of a row with {@code id}, {@code m} (made) and {@code t} (title). */
    static Kept.Thing of(Kind kind, Row row) {
        return new Kept.Thing(Long.parseUnsignedLong(row.text("id")), row.get("m"), shown(kind, row.text("t")));
    }

    static String shown(Kind kind, String title) {
        // A login mostly is a person's name or address.
        if (kind == Kind.USERS) return title.isEmpty() ? "" : title.substring(0, title.offsetByCodePoints(0, 1)) + "…";
        String shown = Redaction.of(title.replaceAll("\\p{Cntrl}", " ").strip()).text();
        return shown.codePointCount(0, shown.length()) <= LONGEST
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
