package org.gardefou.diagnostics.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Takes secrets out of texts: lines of configuration, URLs, headers, commands, statements. They are known by the name that stands before
 * them, or by their own form. Each step goes through a text once; the forms are RE2 expressions, because a reporter chooses the text.
 */
public final class SecretTexts {

    /** What stands where a secret was. */
    public static final String REDACTED = "[redacted]";

    private static final int LONGEST_URL = 2048;

    private static final IntPredicate SIGNS = c -> c == '=' || c == ':' || c == '(' || c == ',' || c == '>' || c <= ' ';

    /** No form of a token is shorter. */
    private static final int SHORTEST_FORM = 12;

    /** To the end of the text: what is left of a key that was cut short is no less of a secret. */
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----(?s:.*)");

    /** Tokens whose makers gave them a form that can be recognised, and hashes of passwords (crypt(3), bcrypt, Argon2, phpass). */
    private static final Pattern FORMS = Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"
            + "|\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_[A-Za-z0-9_]{20,}|\\bglpat-[A-Za-z0-9_-]{16,}"
            + "|\\b[srp]k_(?:live|test)_[A-Za-z0-9]{10,}|\\bwhsec_[A-Za-z0-9+/=_-]{10,}|\\bxox[a-z]-[A-Za-z0-9-]{10,}"
            + "|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[A-Za-z0-9_-]{30,}|\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"
            + "|\\bnpm_[A-Za-z0-9]{30,}|\\bhvs\\.[A-Za-z0-9_-]{20,}"
            + "|\\$(?:2[abxy]|wp\\$2[abxy]|[156y]|gy|apr1|P|H|S|argon2[a-z]*|scrypt|pbkdf2[a-z0-9-]*)\\$[A-Za-z0-9./,=+$*-]{8,}"
            + "|\\*[0-9A-F]{40}\\b");

    /** Something of each form, so that most texts need not be searched for all of them. */
    private static final List<String> STARTS = List.of(
            "eyJ",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "k_live_",
            "k_test_",
            "whsec_",
            "xox",
            "AKIA",
            "ASIA",
            "AIza",
            "SG.",
            "npm_",
            "hvs.",
            "$",
            "*");

    /** {@code Bearer …}, {@code IDENTIFIED BY '…'}, {@code login x password …} of a netrc, {@code curl -u x:…}. */
    private static final Pattern PHRASES = Pattern.compile(
            "(?i)(\\bbearer\\s+)([A-Za-z0-9+/=._~-]{16,})"
                    + "|(\\bidentified\\s+(?:with\\s+\\S+\\s+)?(?:by|as|using)\\s+(?:password\\s*\\(?\\s*)?)('[^']*'|\"[^\"]*\"|[^\\s;'\"]+)"
                    + "|(\\bpassword\\s*\\(\\s*)('[^']*'|\"[^\"]*\")"
                    + "|(\\bpassword\\s+for\\s+\\S+\\s*=\\s*)('[^']*'|\"[^\"]*\")"
                    + "|(\\blogin\\s+\\S+\\s+password\\s+)(\\S+)"
                    + "|(\\s-u\\s+[^\\s:]+:)(\\S+)"
                    + "|(https?://(?:hooks\\.slack\\.com/services|discord(?:app)?\\.com/api/webhooks)/)(\\S+)"
                    + "|((?:name|key)=[\"'][^\"'<>]*(?:pass|secret|token|pwd|key)[^\"'<>]*[\"']\\s+value=)(\"[^\"]*\"|'[^']*')");

    /** {@code mysqldump -u shop -p…}: other commands mean something else by {@code -p}. */
    private static final Pattern SHORT_OPTION = Pattern.compile("(\\s-p)([^\\s;|]+)");

    private static final Pattern DATABASE_COMMAND = Pattern.compile("(?i)\\b(?:mysql|mariadb)");

    private SecretTexts() {}

    /** A text with the secrets in it replaced. */
    public static String redacted(String text) {
        // Versions, names, folders: what most changes tell.
        if (text.length() < SHORTEST_FORM && text.chars().allMatch(c -> isNamePart((char) c))) return text;
        String clean = text;
        if (clean.contains("://")) clean = withoutUserInfo(clean);
        if (clean.contains("-----BEGIN")) clean = PRIVATE_KEY.matcher(clean).replaceAll(REDACTED);
        if (STARTS.stream().anyMatch(clean::contains))
            clean = FORMS.matcher(clean).replaceAll(REDACTED);
        // A name needs a sign or a space behind it.
        if (clean.chars().noneMatch(SIGNS)) return clean;
        if (clean.contains("-p") && DATABASE_COMMAND.matcher(clean).find()) clean = withoutMatches(SHORT_OPTION, clean);
        return withoutNamed(withoutMatches(PHRASES, clean));
    }

    /** Whether a value says only that there is a secret, or that there is none. */
    public static boolean isFlag(String value) {
        return AssignedValue.isFlag(value);
    }

    /** @param pattern each even group of it is a secret */
    private static String withoutMatches(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        StringBuilder clean = new StringBuilder();
        int done = 0;
        while (found.find()) {
            for (int group = 2; group <= found.groupCount(); group += 2) {
                if (found.start(group) < 0) continue;
                clean.append(text, done, found.start(group)).append(REDACTED);
                done = found.end(group);
            }
        }
        return clean.append(text, done, text.length()).toString();
    }

    /** {@code scheme://user:password@host}, {@code https://token@host}; the password may hold what a URL would escape. */
    private static String withoutUserInfo(String text) {
        StringBuilder clean = new StringBuilder();
        int done = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", Math.max(done, at + 3))) {
            int start = at + 3;
            int end = start;
            while (end < text.length() && end - start < LONGEST_URL && " \t\r\n\"'<>`".indexOf(text.charAt(end)) < 0)
                end++;
            String rest = text.substring(start, end);
            int host = rest.lastIndexOf('@', cut(rest, "?#"));
            if (host < 0) continue;
            int authority = cut(rest, "/?#");
            int colon = rest.indexOf(':');
            boolean named = colon >= 0 && colon < authority;
            // host:8080/a@b is a port and a path; user:pa/ss@host is none.
            boolean port = named
                    && host > authority
                    && rest.substring(colon + 1, authority).chars().allMatch(Character::isDigit);
            boolean web = at >= 4
                    && text.substring(Math.max(0, at - 5), at)
                            .toLowerCase(Locale.ROOT)
                            .matches(".*https?");
            if (port || (!named && (host > authority || !web))) continue;
            clean.append(text, done, start + (named ? colon + 1 : 0)).append(REDACTED);
            done = start + host;
        }
        return clean.append(text, done, text.length()).toString();
    }

    private static int cut(String text, String stops) {
        int at = 0;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) at++;
        return at;
    }

    /** {@code name = value} in the ways of INI, PHP, JSON, XML, YAML, shells and serialised PHP. */
    private static String withoutNamed(String text) {
        StringBuilder clean = new StringBuilder();
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            if (!isNamePart(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isNamePart(text.charAt(end))) end++;
            String name = text.substring(at, end);
            if (SecretNames.contains(name)) {
                AssignedValue value = AssignedValue.after(text, end, name);
                if (value != null) {
                    clean.append(text, done, value.start()).append(REDACTED);
                    done = value.end();
                    end = done;
                }
            }
            at = end;
        }
        return clean.append(text, done, text.length()).toString();
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
