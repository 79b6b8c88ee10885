package org.gardefou.backup.content;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.gardefou.kit.paging.Cursor;

/** Names of files as keys of a cursor, which takes no control characters; a file's name may be made of them. Pure. */
final class CursorKeys {

    private CursorKeys() {}

    static String ofName(String name) {
        StringBuilder key = new StringBuilder();
        name.chars().forEach(c -> {
            if (Character.isISOControl(c) || c == '%' || c == '+') {
                key.append(java.net.URLEncoder.encode(String.valueOf((char) c), StandardCharsets.UTF_8));
            } else {
                key.append((char) c);
            }
        });
        return key.toString();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it is not one of ours */
    static String name(Cursor cursor, int index) {
        try {
            String name = URLDecoder.decode(cursor.text(index), StandardCharsets.UTF_8);
            // No file has it in its name, and the database takes no text with it.
            if (name.indexOf('\0') >= 0) throw Contents.badCursor();
            return name;
        } catch (IllegalArgumentException e) {
            throw Contents.badCursor();
        }
    }
}
