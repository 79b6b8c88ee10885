package org.gardefou.diagnostics.redaction;

import org.gardefou.kit.json.PlainText;

/** A piece of what somebody else wrote - a line of a log, an address, a name - fit to be stored, told and shown. */
public final class Excerpt {

    private static final String MORE = "…";

    private Excerpt() {}

    /**
     * Without secrets, on one line, cut at a length. What {@link PlainText} refuses of others becomes a space: no reader misses a control
     * character, half of one (U+D800 alone), or one that turns the direction of what follows.
     */
    public static String of(String text, int longest) {
        // Cut last: of a secret that is cut through before, what is left may be known by nothing any more.
        return cut(SecretTexts.redacted(plain(text)), longest);
    }

    /** The same without a search for secrets: for sentences of our own that hold a name of somebody else's. */
    public static String plain(String text, int longest) {
        return cut(plain(text), longest);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = longest - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(PlainText.isForbidden(c) ? ' ' : c));
        return plain.toString();
    }
}
