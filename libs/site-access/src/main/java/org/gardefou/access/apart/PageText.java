package org.gardefou.access.apart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a page that may be made to hurt its reader: every character is passed a fixed number of times, whatever the page is. No pattern
 * runs over the whole of it, since one that looks for an end from each beginning takes hours for a page of beginnings. Pure.
 */
public final class PageText {

    /** Of what readers see, more than this says nothing more about a page. */
    private static final int MOST_SEEN = 50_000;

    private static final List<String> UNSEEN = List.of("script", "style", "noscript", "template", "svg", "head");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\u0080-\\u009f]+");

    private final String html;
    private final String lower;
    private final Set<String> endless = new HashSet<>();

    private PageText(String html) {
        this.html = html;
        this.lower = asciiLower(html);
    }

    /** The pieces of text between tags that readers see, in their order, each on one line; none is empty. */
    public static List<String> seen(String html) {
        return new PageText(html).pieces();
    }

    /** What the page calls itself; empty: nothing. */
    public static String title(String html) {
        String lower = asciiLower(html);
        int tag = lower.indexOf("<title");
        int begin = tag < 0 ? -1 : lower.indexOf('>', tag);
        int end = begin < 0 ? -1 : lower.indexOf("</title", begin);
        return end < 0 ? "" : line(html.substring(begin + 1, end), MOST_SEEN);
    }

    /** On one line and no longer than that, without what no database takes as text: control characters, and halves of characters. */
    public static String line(String text, int most) {
        String plain = BLANKS.matcher(text).replaceAll(" ").strip();
        StringBuilder whole = new StringBuilder(Math.min(plain.length(), most));
        for (int at = 0; at < plain.length(); ) {
            int character = plain.codePointAt(at);
            int length = Character.charCount(character);
            if (whole.length() + length > most) break;
            whole.appendCodePoint(length == 1 && Character.isSurrogate((char) character) ? '\ufffd' : character);
            at += length;
        }
        return whole.toString();
    }

    private List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        int room = MOST_SEEN;
        int at = 0;
        while (at < html.length() && room > 0) {
            int tag = html.indexOf('<', at);
            int end = tag < 0 ? html.length() : tag;
            String piece = line(html.substring(at, end), room);
            if (!piece.isEmpty()) pieces.add(piece);
            room -= piece.length();
            at = tag < 0 ? html.length() : behind(tag);
        }
        return pieces;
    }

    /** Where the text goes on behind a tag, or behind all that a tag hides. */
    private int behind(int tag) {
        if (lower.startsWith("!--", tag + 1)) {
            int end = find("-->", tag + 4);
            if (end >= 0) return end + 3;
        }
        for (String name : UNSEEN) {
            if (!lower.startsWith(name, tag + 1) || isNamed(tag + 1 + name.length())) continue;
            int end = find("</" + name + ">", tag);
            if (end >= 0) return end + name.length() + 3;
        }
        int close = find(">", tag);
        return close >= 0 ? close + 1 : tag + 1;
    }

    private boolean isNamed(int at) {
        return at < lower.length() && (Character.isLetterOrDigit(lower.charAt(at)) || lower.charAt(at) == '_');
    }

    /** What is not found from somewhere on is not found from further on either, and not looked for again. */
    private int find(String what, int from) {
        if (endless.contains(what)) return -1;
        int found = lower.indexOf(what, from);
        if (found < 0) endless.add(what);
        return found;
    }

    /** Of the same length, unlike what a language's rules give. */
    private static String asciiLower(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] >= 'A' && characters[i] <= 'Z') characters[i] += 'a' - 'A';
        }
        return new String(characters);
    }
}
