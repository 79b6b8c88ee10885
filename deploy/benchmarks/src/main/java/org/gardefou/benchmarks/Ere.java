package org.gardefou.benchmarks;

/** Patterns of RE2 as {@code grep -E} reads them, as far as the catalogue goes: which lines match is the same. */
final class Ere {

    private Ere() {}

    static String of(String re2) {
        StringBuilder ere = new StringBuilder();
        for (int i = 0; i < re2.length(); i++) {
            char c = re2.charAt(i);
            if (re2.startsWith("(?P<", i)) {
                ere.append('(');
                i = re2.indexOf('>', i);
            } else if (re2.startsWith("(?:", i)) {
                ere.append('(');
                i += 2;
            } else if (c == '[') {
                i = brackets(re2, i, ere);
            } else if (c == '\\' && re2.charAt(i + 1) == 'd') {
                ere.append("[0-9]");
                i++;
            } else if (c == '\\' && "\"'/-".indexOf(re2.charAt(i + 1)) >= 0) {
                ere.append(re2.charAt(++i));
            } else if (c == '\\') {
                ere.append(c).append(re2.charAt(++i));
            } else if (c == '?' && i > 0 && "*+?}".indexOf(re2.charAt(i - 1)) >= 0) {
                // As few as possible: that changes where a match ends, and not whether there is one.
                continue;
            } else {
                ere.append(c);
            }
        }
        return ere.toString();
    }

    /** In POSIX's brackets a backslash is itself, and a bracket that closes none stands first. */
    private static int brackets(String re2, int from, StringBuilder ere) {
        int at = from + 1;
        boolean not = re2.charAt(at) == '^';
        if (not) at++;
        StringBuilder some = new StringBuilder();
        boolean bracket = false;
        for (; re2.charAt(at) != ']'; at++) {
            char c = re2.charAt(at);
            if (c != '\\') {
                some.append(c);
                continue;
            }
            char escaped = re2.charAt(++at);
            if (escaped == 'w') some.append("[:alnum:]_");
            else if (escaped == 'd') some.append("0-9");
            else if (escaped == ']') bracket = true;
            else some.append(escaped);
        }
        ere.append('[')
                .append(not ? "^" : "")
                .append(bracket ? "]" : "")
                .append(some)
                .append(']');
        return at;
    }
}
