package org.gardefou.terms.risknotice;

import org.gardefou.kit.json.PlainText;

/** Names of things as they come from outside: a report is never refused for them, and what cannot be seen in them is made to be seen. */
final class Names {

    /** In characters: one line of it is enough to know it again. */
    private static final int LONGEST = 120;

    private static final int BLANK = 0xFFFD;
    private static final String NONE = "?";

    private Names() {}

    /**
     * The name on one short line. Each character that cannot be seen (controls, those that turn the direction of writing, zero-width ones,
     * half a surrogate pair) becomes U+FFFD, which is shown as a mark; braces become parentheses, as they would be taken for a placeholder.
     */
    static String shown(String name) {
        StringBuilder line = new StringBuilder();
        name.strip().codePoints().limit(LONGEST + 1L).map(Names::visible).forEach(line::appendCodePoint);
        String all = line.toString().strip();
        if (all.isEmpty()) return NONE;
        if (all.codePointCount(0, all.length()) <= LONGEST) return all;
        return all.substring(0, all.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static int visible(int character) {
        if (character == '{') return '(';
        if (character == '}') return ')';
        if (character == '\t') return ' ';
        boolean unseen = PlainText.isForbidden(character)
                || Character.getType(character) == Character.FORMAT
                || !Character.isDefined(character);
        return unseen ? BLANK : character;
    }
}
