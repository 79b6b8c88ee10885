package org.gardefou.access.dump;

import java.nio.charset.StandardCharsets;

/** What the files of a database's dump are called. */
public final class DumpName {

    private DumpName() {}

    /** A database can have any name; what is not a plain letter or digit becomes %XX, so that no two share a file. */
    public static String of(String database) {
        StringBuilder name = new StringBuilder();
        for (byte b : database.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
            name.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return name.toString();
    }
}
