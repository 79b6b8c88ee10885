package org.gardefou.backup.verification;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page says, in a form that can be found again: its title and its longest texts. Pure.
 *
 * @param length of the page in bytes
 */
record Marker(String title, List<String> texts, long length) {

    private static final int TEXTS = 20;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 160;

    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSEEN = Pattern.compile(
            "<(script|style|noscript|template|svg|head)\\b.*?</\\1>|<!--.*?-->",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{3}");

    /** Copies what it is given. */
    Marker {
        texts = List.copyOf(texts);
    }

    static Marker of(String html, long length) {
        Matcher title = TITLE.matcher(html);
        String named = title.find() ? clean(title.group(1)) : "";
        return new Marker(
                named.substring(0, Math.min(named.length(), LONGEST)),
                texts(html)
                        .filter(text -> text.length() >= SHORTEST)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(TEXTS)
                        .toList(),
                length);
    }

    private static Stream<String> texts(String html) {
        return TAG.splitAsStream(UNSEEN.matcher(html).replaceAll("<>"))
                .map(Marker::clean)
                .filter(text -> LETTERS.matcher(text).find())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                .distinct();
    }

    /** How much of this is in another page's text, in percent; 100 where there is nothing to look for. */
    int foundIn(String html) {
        String page = String.join("\n", texts(html).toList()).toLowerCase(Locale.ROOT);
        List<String> wanted = texts.isEmpty() && !title.isEmpty() ? List.of(title) : texts;
        String where = texts.isEmpty() ? Marker.of(html, 0).title().toLowerCase(Locale.ROOT) : page;
        if (wanted.isEmpty()) return 100;
        long found = wanted.stream()
                .filter(text -> where.contains(text.toLowerCase(Locale.ROOT)))
                .count();
        return (int) (100 * found / wanted.size());
    }

    private static String clean(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
