package org.gardefou.access.log;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * Takes secrets and personal data out of a text before it is stored or sent: passwords in stack traces and options,
 * tokens in query strings, cookies and session ids, Authorization, password hashes, e-mail addresses.
 */
public final class Redaction {
    private static final String GONE = "[redacted]";

    private static final List<Rule> RULES = List.of(
            // The arguments of a call in a stack trace, whatever they are: mysqli_real_connect's third is a password.
            new Rule(
                    "(?m)^(#\\d+ (?:[^\\n]*?\\(\\d+\\)|\\[internal function\\]): [^\\n(]*\\()[^\\n]*['\"][^\\n]*$",
                    "#",
                    "$1" + GONE + ")"),
            new Rule("(://[^/\\s:@'\"]*:)[^/\\s@'\"]+@", "@", "$1" + GONE + "@"),
            new Rule(
                    "(?i)(authorization[\"']?\\s*(?:=>|[:=])\\s*[\"']?)(?:(?:basic|bearer|digest|negotiate)\\s+)?[^\\s\"',;]+",
                    "uthorization",
                    "$1" + GONE),
            new Rule("(?i)\\b((?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{12,}", "", "$1" + GONE),
            new Rule("(?im)((?:set-)?cookie[\"']?\\s*:\\s*)[^\\n]+$", "ookie", "$1" + GONE),
            new Rule(
                    "(?i)\\b((?:PHPSESSID|JSESSIONID|wordpress_[\\w-]*|wp-settings-[\\w-]*|session_?id|sess(?:ion)?_?key|sid)\\s*=\\s*)[^;&\\s\"']+",
                    "=",
                    "$1" + GONE),
            new Rule("\\bsess_[A-Za-z0-9,-]{16,}", "sess_", "sess_" + GONE),
            new Rule(
                    "(?i)([?&;](?:[\\w.\\[\\]-]*(?:token|key|secret|pass|pwd|auth|signature|session|code|nonce|otp)[\\w.\\[\\]-]*|sig|sid|hash)=)[^&\\s\"'<>#]+",
                    "=",
                    "$1" + GONE),
            new Rule("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*", "eyJ", GONE),
            new Rule("\\$(?:P|H|wp|2[abxy]|argon2[id]{1,2}|5|6|y)\\$[A-Za-z0-9./$=,+-]{12,}", "$", GONE),
            new Rule("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}", "@", "[e-mail]"));

    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:\\b|_)(?:password|passwd|passphrase|pwd|user_pass|db_pass|secret|api_?key|access_?key|private_?key|[a-z]*_?token)[\"']?\\s*(?:=>|[:=,])\\s*)(\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s,;&)\"']+)");

    private Redaction() {}

    /** The text without what must not leave. */
    public static String redact(String text) {
        String result = text;
        for (Rule rule : RULES) {
            if (rule.hint.isEmpty() || result.contains(rule.hint)) {
                result = rule.pattern.matcher(result).replaceAll(rule.replacement);
            }
        }
        return named(result);
    }

    private static String named(String text) {
        Matcher matcher = NAMED.matcher(text);
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            String value = matcher.group(2).toUpperCase(Locale.ROOT);
            // MySQL's "(using password: YES)" tells that one was sent, not which.
            boolean harmless = value.equals("YES") || value.equals("NO") || value.contains("REDACTED");
            result.append(text, from, matcher.start()).append(matcher.group(1));
            result.append(harmless ? matcher.group(2) : GONE);
            from = matcher.end();
        }
        return result.append(text, from, text.length()).toString();
    }

    /** A pattern, a text without which it cannot match, and what takes its place. */
    private static final class Rule {
        final Pattern pattern;
        final String hint;
        final String replacement;

        Rule(String pattern, String hint, String replacement) {
            this.pattern = Pattern.compile(pattern);
            this.hint = hint;
            this.replacement = replacement;
        }
    }
}
