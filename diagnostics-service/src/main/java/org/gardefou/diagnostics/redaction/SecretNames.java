package org.gardefou.diagnostics.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows the names that secrets go by, in whatever way they are written: {@code DB_PASSWORD}, {@code dbPassword}, {@code db-pass},
 * {@code motDePasse}. A name is about a secret and not one when its last word says so: {@code password_policy}, {@code cookie_samesite}.
 */
public final class SecretNames {

    /** Words that make the name they stand in that of a secret, wherever they stand. */
    private static final Set<String> SECRETS = Set.of(
            "pwd",
            "mdp",
            "kennwort",
            "passwort",
            "contraseña",
            "contrasena",
            "senha",
            "credential",
            "csrf",
            "xsrf",
            "otp",
            "totp",
            "passcode");

    /** Words that are what is named only at the end: {@code smtp_auth}, not {@code auth_page}. */
    private static final Set<String> LAST_SECRETS = Set.of(
            "pass", "psk", "pin", "salt", "nonce", "cookie", "auth", "authorization", "bearer", "jwt", "dsn", "sig");

    /** What may still follow them: which of its values it is. */
    private static final Set<String> WHICH =
            Set.of("new", "old", "value", "current", "previous", "confirm", "confirmation", "string", "header");

    /** Ends of words, because many names are written as one: {@code dbpassword}, {@code accesstoken}, {@code phpsessid}. */
    private static final List<String> ENDINGS = List.of(
            "password",
            "passwd",
            "passphrase",
            "motdepasse",
            "secret",
            "token",
            "apikey",
            "authkey",
            "privatekey",
            "secretkey",
            "accesskey",
            "sessid",
            "sessionid",
            "pwd",
            "dbpass",
            "smtppass",
            "userpass",
            "ftppass",
            "mailpass",
            "sqlpass",
            "rootpass",
            "adminpass");

    /** Pairs that name a secret although neither word does. */
    private static final Set<String> PAIRS = Set.of(
            "session id",
            "recovery code",
            "backup code",
            "verification code",
            "security code",
            "activation code",
            "mfa code",
            "fa code",
            "de passe",
            "cle api",
            "clé api",
            "cle privee",
            "clé privée",
            "cle secrete",
            "clé secrète");

    /** What makes a key none that opens something: {@code primary_key}, {@code meta_key}, {@code publicKey}. Any other {@code …_key} does. */
    private static final Set<String> OPEN_KEYS = Set.of(
            "public",
            "primary",
            "foreign",
            "unique",
            "partition",
            "sort",
            "cache",
            "index",
            "row",
            "column",
            "array",
            "map",
            "meta",
            "option",
            "object",
            "post",
            "field",
            "menu",
            "group",
            "widget",
            "name",
            "default",
            "translation",
            "locale",
            "language",
            "host",
            "site",
            "tag",
            "hot",
            "short",
            "arrow",
            "registry",
            "hash",
            "sub");

    /** Last words of names that tell about a secret and do not hold it. */
    private static final Set<String> ABOUT = Set.of(
            "policy",
            "length",
            "min",
            "max",
            "samesite",
            "secure",
            "httponly",
            "lifetime",
            "ttl",
            "expiry",
            "expire",
            "expiration",
            "timeout",
            "url",
            "uri",
            "endpoint",
            "domain",
            "path",
            "file",
            "folder",
            "location",
            "enabled",
            "disabled",
            "required",
            "reset",
            "protected",
            "protection",
            "strength",
            "count",
            "size",
            "limit",
            "age",
            "algorithm",
            "algo",
            "type",
            "method",
            "mode",
            "format",
            "scheme",
            "changed",
            "updated",
            "rotated",
            "rotation",
            "date",
            "at",
            "on",
            "time",
            "label",
            "name",
            "manager",
            "generator",
            "validator",
            "provider",
            "server",
            "host",
            "port",
            "version",
            "consent",
            "banner",
            "notice",
            "law",
            "plugin",
            "scope",
            "issuer",
            "audience",
            "user",
            "username",
            "login");

    /** First words of names that tell about a secret and do not hold it: {@code max_tokens}, {@code has_password}. */
    private static final Set<String> ASKING = Set.of(
            "max", "min", "num", "number", "total", "has", "is", "show", "require", "allow", "enable", "disable",
            "use");

    /** Web servers hand a request on by {@code proxy_pass} and the like. */
    private static final Set<String> HANDING_ON = Set.of("proxy", "fastcgi", "uwsgi", "scgi", "grpc", "memcached");

    /** {@code SMTP}, {@code Pass}, {@code word}, and words of scripts without capitals. */
    private static final Pattern WORD =
            Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|[\\p{L}&&[^\\p{Lu}\\p{Ll}]]+");

    private static final Remembered<List<String>> WORDS = new Remembered<>(SecretNames::split);
    private static final Remembered<Boolean> VERDICTS = new Remembered<>(SecretNames::judge);

    private SecretNames() {}

    /** Whether what goes by this name is a secret. */
    public static boolean contains(String name) {
        return VERDICTS.of(name);
    }

    private static boolean judge(String name) {
        // An address is the name of something else, whatever words it is made of.
        if (name.indexOf('@') >= 0) return false;
        List<String> words = split(ending(name));
        if (words.isEmpty()) return false;
        boolean about = words.size() > 1 && (ABOUT.contains(words.getLast()) || ASKING.contains(words.getFirst()));
        return !about && holds(words);
    }

    /** Words of a name, in lower case and the singular. */
    public static List<String> words(String name) {
        return WORDS.of(name);
    }

    private static List<String> split(String name) {
        List<String> words = new ArrayList<>();
        for (Matcher found = WORD.matcher(name); found.find(); ) {
            words.add(singular(found.group().toLowerCase(Locale.ROOT)));
        }
        return List.copyOf(words);
    }

    private static boolean holds(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1);
            if (word.equals("pass") && HANDING_ON.contains(before)) continue;
            boolean last = i == words.size() - 1 || WHICH.contains(words.get(i + 1));
            if (last && LAST_SECRETS.contains(word)) return true;
            if (SECRETS.contains(word) || ENDINGS.stream().anyMatch(word::endsWith)) return true;
            if (PAIRS.contains(before + " " + word)) return true;
            if (last && word.equals("key") && i > 0 && !OPEN_KEYS.contains(before)) return true;
        }
        return false;
    }

    /**
     * Of a path ({@code wp-content/plugins/x}, {@code HKLM\Shop\ApiKey}), a host name ({@code token.shop.example}) or a way through settings
     * ({@code mail.smtp.password}) the last part is what it is.
     */
    private static String ending(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int last = file.lastIndexOf('.');
        return last >= 0 && file.indexOf('.') < last ? file.substring(last + 1) : file;
    }

    private static String singular(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
