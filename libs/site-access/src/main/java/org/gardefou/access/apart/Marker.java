package org.gardefou.access.apart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page says, in a form that can be found again: its title and its longest texts. Pure.
 *
 * @param length of the page in bytes
 */
public record Marker(String title, List<String> texts, long length) {

    private static final int TEXTS = 20;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 160;

    private static final Pattern LETTERS = Pattern.compile("\\p{L}{3}");

    /** Copies what it is given. */
    public Marker {
        texts = List.copyOf(texts);
    }

    /** Of a page. */
    public static Marker of(String html, long length) {
        return new Marker(
                titleOf(html),
                texts(html)
                        .filter(text -> text.length() >= SHORTEST)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(TEXTS)
                        .toList(),
                length);
    }

    /** What a page calls itself, on one line of bounded length; empty: nothing. */
    public static String titleOf(String html) {
        return PageText.line(PageText.title(html), LONGEST);
    }

    private static Stream<String> texts(String html) {
        return PageText.seen(html).stream()
                .filter(text -> LETTERS.matcher(text).find())
                .map(text -> PageText.line(text, LONGEST))
                .distinct();
    }

    /** How much of this is in another page's text, in percent; 100 where there is nothing to look for. */
    public int foundIn(String html) {
        String page = String.join("\n", texts(html).toList()).toLowerCase(Locale.ROOT);
        List<String> wanted = texts.isEmpty() && !title.isEmpty() ? List.of(title) : texts;
        String where = texts.isEmpty() ? titleOf(html).toLowerCase(Locale.ROOT) : page;
        if (wanted.isEmpty()) return 100;
        long found = wanted.stream()
                .filter(text -> where.contains(text.toLowerCase(Locale.ROOT)))
                .count();
        return (int) (100 * found / wanted.size());
    }
}
