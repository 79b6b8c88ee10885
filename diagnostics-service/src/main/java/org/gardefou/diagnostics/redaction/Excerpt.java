package org.gardefou.diagnostics.redaction;

/** A piece of what somebody else wrote - a line of a log, an address, a name - fit to be stored, told and shown. */
public final class Excerpt {

    private static final String MORE = "…";

    private Excerpt() {}

    /**
     * Without secrets, on one line, cut at a length. Control characters and half characters (U+D800 alone) become spaces: neither can be
     * stored as JSON in PostgreSQL, and no reader misses them.
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
        text.codePoints()
                .forEach(c -> plain.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c));
        return plain.toString();
    }
}
