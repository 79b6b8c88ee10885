package org.gardefou.access.database;

import java.util.Locale;

/**
 * A grant on schemas, as {@code mysql.db} has it: for every schema whose name matches a pattern.
 *
 * @param pattern {@code %} for any text, {@code _} for any sign, {@code \} before one that stands for itself
 * @param writes whether it allows to read and to change rows, which the account of a site must
 * @param rights how many rights it gives
 */
record SchemaGrant(Account account, String pattern, boolean writes, int rights) {

    /** Whether it reaches a schema, as the server decides it. */
    boolean covers(String schema, boolean caseless) {
        return caseless
                ? matches(pattern.toLowerCase(Locale.ROOT), schema.toLowerCase(Locale.ROOT))
                : matches(pattern, schema);
    }

    /** Whether it was given for that schema alone, without a sign that stands for others. */
    boolean names(String schema) {
        return pattern.equals(Sql.escapedPattern(schema));
    }

    /** Goes back to the last {@code %} only, so that no pattern makes it slow. */
    static boolean matches(String pattern, String schema) {
        int at = 0;
        int in = 0;
        int afterPercent = -1;
        int retry = 0;
        while (in < schema.length()) {
            boolean escaped = at < pattern.length() - 1 && pattern.charAt(at) == '\\';
            char wanted = at < pattern.length() ? pattern.charAt(escaped ? at + 1 : at) : 0;
            if (at < pattern.length() && !escaped && wanted == '%') {
                afterPercent = ++at;
                retry = in;
            } else if (at < pattern.length() && ((!escaped && wanted == '_') || wanted == schema.charAt(in))) {
                at += escaped ? 2 : 1;
                in++;
            } else if (afterPercent >= 0) {
                at = afterPercent;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '%') {
            at++;
        }
        return at == pattern.length();
    }
}
