package org.gardefou.access.log;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a program begins an entry of its log; read off the bytes, because it is asked of every line around what is looked for. */
public enum LogShape {
    /** {@code [22-Nov-2026 10:00:00 UTC] PHP …}, or {@code PHP …} on standard error. */
    PHP,
    /** {@code [22-Nov-2026 10:00:00] WARNING: [pool www] …}. */
    PHP_FPM,
    /** {@code [Sun Nov 22 10:00:00.000000 2026] [core:error] …}. */
    APACHE,
    /** {@code 2026/11/22 10:00:00 [error] 1#1: …}. */
    NGINX,
    /** {@code 2026-11-22 10:00:00 123 [ERROR] …}. */
    MARIADB,
    /** {@code Nov 22 10:00:00 host …}, or a time as RFC 3339 has it. */
    OTHER,
    /** It goes on with the entry before it. */
    NONE;

    private static final byte[] BARE_PHP = "PHP ".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> FPM_LEVELS = List.of("NOTICE: ", "WARNING: ", "ERROR: ", "ALERT: ", "DEBUG: ");

    /** Whether an entry of a log begins anywhere in some bytes. */
    public static boolean anyIn(byte[] bytes) {
        boolean begins = true;
        for (int i = 0; i < bytes.length; i++) {
            if (begins && of(bytes, i, bytes.length) != NONE) return true;
            begins = bytes[i] == '\n' || bytes[i] == 0;
        }
        return false;
    }

    /** Of the line that begins at a place. */
    static LogShape of(byte[] bytes, int from, int to) {
        if (from >= to) return NONE;
        if (bytes[from] == '[') return bracketed(bytes, from, to);
        if (is(bytes, from, to, "dddd/dd/dd dd:dd:dd")) return NGINX;
        if (is(bytes, from, to, "dddd-dd-dd ")) return MARIADB;
        if (is(bytes, from, to, "dddd-dd-ddTdd:") || is(bytes, from, to, "Aaa _d dd:dd:dd ")) return OTHER;
        return starts(bytes, from, to, BARE_PHP) ? PHP : NONE;
    }

    private static LogShape bracketed(byte[] bytes, int from, int to) {
        if (is(bytes, from, to, "[Aaa Aaa dd dd:dd:dd")) return APACHE;
        if (!is(bytes, from, to, "[dd-Aaa-dddd dd:dd:dd")) return NONE;
        int close = from + 21;
        int end = Math.min(to, close + 40);
        while (close < end && bytes[close] != ']') close++;
        int level = close + 2;
        for (String one : FPM_LEVELS)
            if (starts(bytes, level, to, one.getBytes(StandardCharsets.US_ASCII))) return PHP_FPM;
        return PHP;
    }

    /** {@code d} is a digit, {@code A} a capital, {@code a} a small letter, {@code _} a digit or a space; all else is itself. */
    private static boolean is(byte[] bytes, int from, int to, String shape) {
        if (from + shape.length() > to) return false;
        for (int i = 0; i < shape.length(); i++) {
            byte b = bytes[from + i];
            boolean digit = b >= '0' && b <= '9';
            boolean fits =
                    switch (shape.charAt(i)) {
                        case 'd' -> digit;
                        case '_' -> digit || b == ' ';
                        case 'A' -> b >= 'A' && b <= 'Z';
                        case 'a' -> b >= 'a' && b <= 'z';
                        default -> b == shape.charAt(i);
                    };
            if (!fits) return false;
        }
        return true;
    }

    private static boolean starts(byte[] bytes, int from, int to, byte[] text) {
        if (from + text.length > to) return false;
        for (int i = 0; i < text.length; i++) if (bytes[from + i] != text[i]) return false;
        return true;
    }
}
