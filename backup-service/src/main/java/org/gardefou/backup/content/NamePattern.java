package org.gardefou.backup.content;

import java.util.Locale;
import org.gardefou.kit.problem.Problems;

/**
 * What is looked for: a file's name, in which {@code *} stands for any characters and {@code ?} for one; the case of letters does not
 * matter. Pure.
 *
 * @param start what every match begins with, in small letters; empty when nothing is known of it
 * @param whole whether the start is all: a name without wildcards
 * @param like the pattern for SQL's {@code like}, in small letters
 */
record NamePattern(String start, boolean whole, String like) {

    /** A name has 255 bytes; whoever writes more wildcards than that looks for nothing. */
    private static final int LONGEST = 255;

    /** Sorts behind every character, in the order of bytes. */
    private static final String LAST = "\udbff\udfff";

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it cannot be the name of a file */
    static NamePattern of(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('/') >= 0 || text.indexOf('\0') >= 0) {
            throw Problems.badParameter(
                    "name",
                    "the name of a file without its folders, of at most 255 characters, with * for any characters and ? for one");
        }
        String small = text.toLowerCase(Locale.ROOT);
        StringBuilder like = new StringBuilder();
        int wild = small.length();
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (c == '*' || c == '?') wild = Math.min(wild, i);
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', '\\' -> like.append('\\').append(c);
                default -> like.append(c);
            }
        }
        return new NamePattern(small.substring(0, wild), wild == small.length(), like.toString());
    }

    /** Whether the index of names leads to what begins like it; otherwise all names are looked at. */
    boolean anchored() {
        return !start.isEmpty();
    }

    /** The first name that is behind all matches, in the order of bytes. */
    String end() {
        return start + (whole ? "\u0001" : LAST);
    }
}
