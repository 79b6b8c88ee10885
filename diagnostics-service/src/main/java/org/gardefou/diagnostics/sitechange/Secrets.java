package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what a change tells, before it is stored or told: a panel that reports new settings would otherwise put a
 * password into our database, on the bus and into the evidence for good. A secret is known by the name of its field, in whatever way
 * that is written, or by its own form: user information in a URL, a private key, a token. Flags are kept: whether there is a password is no
 * secret.
 */
final class Secrets {

    static final String REDACTED = "[redacted]";

    /** Words that make the name they stand in that of a secret. */
    private static final Set<String> SECRET = Set.of(
            "password",
            "passwd",
            "passwort",
            "passphrase",
            "passcode",
            "pass",
            "pwd",
            "mdp",
            "secret",
            "token",
            "credential",
            "salt",
            "nonce",
            "cookie",
            "authorization",
            "bearer",
            "otp",
            "totp",
            "apikey",
            "authkey",
            "privatekey",
            "dsn");

    /** Endings of names that are written as one word: {@code dbpassword}. */
    private static final List<String> ENDINGS = List.of(
            "password", "passwd", "passphrase", "secret", "apikey", "authkey", "privatekey", "accesskey", "authtoken");

    /** What makes a key a secret one: {@code AUTH_KEY} and {@code LOGGED_IN_KEY} of WordPress, {@code api-key}, not {@code public key}. */
    private static final Set<String> SECRET_KEYS = Set.of(
            "api",
            "auth",
            "in",
            "nonce",
            "private",
            "secret",
            "access",
            "encryption",
            "signing",
            "session",
            "license",
            "licence",
            "account",
            "shared",
            "master",
            "app",
            "ssh",
            "hmac");

    /** In objects that name what they tell the value of: {@code {"name": "DB_PASSWORD", "value": "…"}}. */
    private static final List<String> NAMING =
            List.of("name", "key", "option", "setting", "variable", "field", "constant");

    private static final Set<String> VALUES = Set.of(
            "value",
            "values",
            "old",
            "new",
            "from",
            "to",
            "before",
            "after",
            "previous",
            "current",
            "default",
            "content");

    /** Kinds of objects whose name is a product's: the plugin {@code password-protected} is no password. */
    private static final Set<String> PRODUCTS = Set.of("PLUGIN", "THEME", "CMS", "FILE", "FOLDER");

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\\p{L}+");
    private static final Pattern USER_INFO = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^\\s/@:]*):[^\\s/@]*@");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*");
    private static final Pattern JSON_WEB_TOKEN =
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([\\p{L}\\p{N}_.-]{1,60})(['\"]?\\s*(?:=>?|:|,)\\s*)('[^']*'|\"[^\"]*\"|[^\\s;&,'\"]+)");

    private Secrets() {}

    /** Takes the secrets out of the data of a change: what it is about, and what was before and after. */
    static ObjectNode redact(ObjectNode data) {
        ObjectNode told = data.deepCopy();
        JsonNode object = told.path("object");
        boolean aboutSecret = isSecret(object.path("name").asText())
                && !PRODUCTS.contains(object.path("kind").asText().toUpperCase(Locale.ROOT));
        for (String part : List.of("actor", "object")) clean(told.path(part), false);
        for (String side : List.of("before", "after")) clean(told.path(side), aboutSecret);
        return told;
    }

    private static void clean(JsonNode node, boolean secret) {
        switch (node) {
            case ObjectNode object -> cleanFields(object, secret);
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) array.set(i, cleaned(array.get(i), secret));
            }
            default -> {
                // a value on its own: whoever holds it replaces it
            }
        }
    }

    private static void cleanFields(ObjectNode object, boolean secret) {
        boolean namesSecret = NAMING.stream().anyMatch(name -> isSecret(text(object.get(name))));
        Iterator<Map.Entry<String, JsonNode>> fields = object.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            boolean hidden = isSecret(field.getKey()) || (namesSecret && VALUES.contains(field.getKey()));
            field.setValue(cleaned(field.getValue(), secret || hidden));
        }
    }

    private static JsonNode cleaned(JsonNode node, boolean secret) {
        if (node.isContainerNode()) {
            clean(node, secret);
            return node;
        }
        if (secret && (node.isTextual() || node.isNumber())) return TextNode.valueOf(REDACTED);
        return node.isTextual() ? TextNode.valueOf(withoutSecrets(node.textValue())) : node;
    }

    /** A text with the secrets in it replaced. */
    static String withoutSecrets(String text) {
        String clean = text;
        if (clean.contains("://")) clean = USER_INFO.matcher(clean).replaceAll("$1:" + REDACTED + "@");
        if (clean.contains("-----BEGIN")) clean = PRIVATE_KEY.matcher(clean).replaceAll(REDACTED);
        if (clean.contains("eyJ")) clean = JSON_WEB_TOKEN.matcher(clean).replaceAll(REDACTED);
        return ASSIGNMENT
                .matcher(clean)
                .replaceAll(assigned -> Matcher.quoteReplacement(
                        isSecret(assigned.group(1))
                                ? assigned.group(1) + assigned.group(2) + REDACTED
                                : assigned.group()));
    }

    /** Whether a field of this name holds a secret. */
    static boolean isSecret(String name) {
        String last = "";
        for (Matcher words = WORD.matcher(name); words.find(); ) {
            String word = singular(words.group().toLowerCase(Locale.ROOT));
            if (SECRET.contains(word) || ENDINGS.stream().anyMatch(word::endsWith)) return true;
            if (word.equals("key") && SECRET_KEYS.contains(last)) return true;
            last = word;
        }
        return false;
    }

    private static String singular(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node == null || !node.isTextual() ? "" : node.textValue();
    }
}
