package org.gardefou.local.site;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person reads of a page. */
final class Html {
    private static final Pattern UNSEEN =
            Pattern.compile("<(style|script|head)\\b.*?</\\1>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARACTER = Pattern.compile("&#([0-9]{1,6});");

    private Html() {}

    static String text(String page) {
        return plain(UNSEEN.matcher(page).replaceAll(" "));
    }

    static String title(String page) {
        Matcher matcher = TITLE.matcher(page);
        return matcher.find() ? plain(matcher.group(1)) : "";
    }

    /** An attribute's value as the browser understands it. */
    static String unescaped(String text) {
        return CHARACTER
                .matcher(text)
                .replaceAll(Html::character)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&hellip;", "…")
                .replace("&lsaquo;", "‹")
                .replace("&rsaquo;", "›")
                .replace("&lsquo;", "‘")
                .replace("&rsquo;", "’")
                .replace("&amp;", "&");
    }

    private static String character(MatchResult match) {
        int code = Integer.parseInt(match.group(1));
        return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : match.group());
    }

    private static String plain(String html) {
        return unescaped(html.replaceAll("<[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
