package org.gardefou.kit.json;

import java.util.OptionalInt;

/**
 * Which characters a text that other people will read must not have: those that they cannot see, but that change what they
 * see. Control characters move a terminal's cursor and forge lines of a log; the bidirectional embeddings, overrides and
 * isolates (U+202A to U+202E, U+2066 to U+2069; Unicode Technical Report 36, section 2.5) show a text in another order than
 * it has; half a surrogate pair is no character at all.
 */
public final class PlainText {

    private PlainText() {}

    /** The first character that a text of one line must not have. */
    public static OptionalInt forbiddenInLine(String text) {
        return text.codePoints().filter(PlainText::isForbidden).findFirst();
    }

    /** The first character that a text of several lines must not have; a line ends with LF or CR LF. */
    public static OptionalInt forbiddenInLines(String text) {
        return text.replace("\r\n", "\n")
                .codePoints()
                .filter(character -> character != '\n' && character != '\t' && !endsLine(character))
                .filter(PlainText::isForbidden)
                .findFirst();
    }

    /** As people write of it: {@code U+202E}. */
    public static String name(int character) {
        return "U+%04X".formatted(character);
    }

    /** Whether a text of one line must not have it. */
    public static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                || endsLine(character)
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || Character.getType(character) == Character.SURROGATE;
    }

    /** Unicode's own separators of lines and paragraphs. */
    private static boolean endsLine(int character) {
        return character == 0x2028 || character == 0x2029;
    }
}
