package org.gardefou.diagnostics.component;

import java.nio.charset.StandardCharsets;

/**
 * The order of versions that PHP's {@code version_compare} has, which WordPress and its directory go by: dev &lt; alpha &lt; beta &lt; RC &lt; a number
 * &lt; pl, parts compared one by one, and no end of parts. It is not the order of SemVer.
 */
public final class PhpVersion {

    /** Longer than any version; what a feed or a plugin's header says beyond it is not looked at. */
    private static final int LONGEST = 100;

    private static final String NUMBER = "#N#";

    private PhpVersion() {}

    /** Negative, zero or positive, as the first is older than, as old as or newer than the second. */
    public static int compare(String first, String second) {
        String one = bytes(first);
        String other = bytes(second);
        if (one.isEmpty() || other.isEmpty()) return Boolean.compare(!one.isEmpty(), !other.isEmpty());
        return compareParts(one, other);
    }

    private static String bytes(String version) {
        String head = version.length() <= LONGEST ? version : version.substring(0, LONGEST);
        // PHP knows bytes: a letter that is two of them is two letters.
        return new String(head.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static int compareParts(String first, String second) {
        String one = canonical(first);
        String other = canonical(second);
        int at = 0;
        int on = 0;
        boolean more = true;
        boolean others = true;
        while (more && others && at < one.length() && on < other.length()) {
            int end = one.indexOf('.', at);
            int stop = other.indexOf('.', on);
            more = end >= 0;
            others = stop >= 0;
            int order = comparePart(
                    one.substring(at, more ? end : one.length()), other.substring(on, others ? stop : other.length()));
            if (order != 0) return order;
            if (more) at = end + 1;
            if (others) on = stop + 1;
        }
        if (more) return rest(one.substring(at));
        return others ? -rest(other.substring(on)) : 0;
    }

    /** One more number makes a version newer; one more word does what the word says, and a dot with nothing behind it makes it older. */
    private static int rest(String rest) {
        if (rest.isEmpty()) return -1;
        return isNumber(rest) ? 1 : compareParts(rest, NUMBER);
    }

    private static int comparePart(String one, String other) {
        if (isNumber(one) && isNumber(other)) return Integer.signum(compareNumbers(one, other));
        return Integer.compare(rank(isNumber(one) ? NUMBER : one), rank(isNumber(other) ? NUMBER : other));
    }

    private static int compareNumbers(String one, String other) {
        String first = one.replaceFirst("^0+(?=.)", "");
        String second = other.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(first.length(), second.length());
        return byLength != 0 ? byLength : first.compareTo(second);
    }

    private static int rank(String word) {
        if (word.startsWith("dev")) return 0;
        if (word.startsWith("a")) return 1;
        if (word.startsWith("b")) return 2;
        if (word.startsWith("RC") || word.startsWith("rc")) return 3;
        if (word.startsWith("#")) return 4;
        if (word.startsWith("p")) return 5;
        return -1;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && isDigit(part.charAt(0));
    }

    /** {@code 1.0-RC1} is 1, 0, RC, 1: separated where letters and digits meet, and by every other character. */
    private static String canonical(String version) {
        if (version.startsWith("#")) return version;
        StringBuilder canonical = new StringBuilder(version.length() * 2).append(version.charAt(0));
        for (int i = 1; i < version.length(); i++) {
            char before = version.charAt(i - 1);
            char now = version.charAt(i);
            if (isSeparator(now)) {
                separate(canonical);
            } else if ((isWord(before) && isDigit(now)) || (isDigit(before) && isWord(now))) {
                separate(canonical);
                canonical.append(now);
            } else if (!isDigit(now) && !isLetter(now)) {
                separate(canonical);
            } else {
                canonical.append(now);
            }
        }
        return canonical.toString();
    }

    private static void separate(StringBuilder canonical) {
        if (canonical.charAt(canonical.length() - 1) != '.') canonical.append('.');
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '+';
    }

    private static boolean isWord(char c) {
        return !isDigit(c) && c != '.' && !isSeparator(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
