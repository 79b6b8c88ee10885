package org.gardefou.restore.content;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of a text that is shown: it is for looking what changed, on whoever's screen. Who needs the values downloads the file. Pure.
 *
 * @param text with {@link #MARK} in their places
 * @param count how many
 */
public record Redaction(String text, int count) {

    static final String MARK = "[…]";

    /** The name of something secret. Bounded, like all below: what is looked through is whatever somebody put there. */
    private static final String SECRET =
            "[\\w.-]{0,60}(?:pass(?:word|wd|phrase)?|pwd|secret|token|salt|api_?key|auth_key|logged_in_key|nonce_key|private_?key|access_?key|app_?key)[\\w-]{0,60}";

    /** Each with the value as its only named group. */
    private static final List<Pattern> VALUES = Stream.concat(
                    Stream.of("'", "\"").flatMap(Redaction::quoted),
                    Stream.of(
                                    // DB_PASSWORD=…, password: …
                                    "(?im)^[ \\t]{0,40}(?:export[ \\t]{1,9})?" + SECRET
                                            + "[ \\t]{0,40}[=:][ \\t]{0,40}(?<value>[^\\s;,{\\[(]\\S{0,2000})",
                                    "(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?<value>.*?)(?:-----END|\\z)",
                                    // scheme://user:…@host
                                    "(?i)[a-z][a-z0-9+.-]{0,20}://[^\\s/:@'\"]{0,200}:(?<value>[^\\s/@'\"]{1,500})@")
                            .map(Pattern::compile))
            .toList();

    private static Stream<Pattern> quoted(String quote) {
        String value = quote + "(?<value>[^" + quote + "\\\\\\n]{0,4000}+(?:\\\\.[^" + quote
                + "\\\\\\n]{0,4000}+){0,100})" + quote;
        return Stream.of(
                        // define('DB_PASSWORD', '…')
                        "(?i)define\\s{0,9}\\(\\s{0,9}['\"]" + SECRET + "['\"]\\s{0,9},\\s{0,9}" + value,
                        // 'password' => '…', "token": "…", $password = '…'
                        "(?i)['\"$]" + SECRET + "['\"]?\\s{0,9}(?:=>|:|=)\\s{0,9}" + value)
                .map(Pattern::compile);
    }

    /** Of a text, whatever is in it. */
    public static Redaction of(String text) {
        String shown = text;
        int count = 0;
        for (Pattern one : VALUES) {
            Matcher found = one.matcher(shown);
            StringBuilder without = new StringBuilder();
            int from = 0;
            while (found.find()) {
                if (found.group("value").isEmpty() || found.group("value").equals(MARK)) continue;
                without.append(shown, from, found.start("value")).append(MARK);
                from = found.end("value");
                count++;
            }
            shown = without.append(shown.substring(from)).toString();
        }
        return new Redaction(shown, count);
    }
}
