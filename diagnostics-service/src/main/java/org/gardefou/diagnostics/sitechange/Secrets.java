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
import org.gardefou.diagnostics.redaction.SecretNames;
import org.gardefou.diagnostics.redaction.SecretTexts;

/**
 * Takes secrets out of what a change tells, before it is stored or told: a panel that reports new settings would otherwise put a
 * password into our database, on the bus and into the evidence for good. A secret is known by the name of its field, in whatever way
 * that is written ({@link SecretNames}), or by its own form ({@link SecretTexts}). Flags are kept: whether there is a password is no secret.
 */
final class Secrets {

    static final String REDACTED = SecretTexts.REDACTED;

    /** In objects that name what they tell the value of: {@code {"option_name": "smtp_pass", "option_value": "…"}}. */
    private static final Set<String> NAMING = Set.of(
            "name",
            "key",
            "option",
            "setting",
            "variable",
            "field",
            "constant",
            "directive",
            "parameter",
            "param",
            "header");

    private static final Set<String> VALUES = Set.of(
            "value",
            "old",
            "new",
            "from",
            "to",
            "before",
            "after",
            "previous",
            "current",
            "default",
            "content",
            "data");

    /** Kinds of objects whose name is a product's or an address: the plugin {@code password-protected} is no password. */
    private static final Set<String> PRODUCTS = Set.of(
            "plugin",
            "theme",
            "cms",
            "extension",
            "module",
            "file",
            "folder",
            "directory",
            "dns",
            "record",
            "zone",
            "domain",
            "subdomain",
            "mail",
            "mailbox",
            "forwarder",
            "certificate",
            "tls",
            "database",
            "table");

    private static final Set<String> SETTINGS =
            Set.of("setting", "option", "constant", "variable", "config", "configuration", "parameter", "credential");

    private static final Set<String> RECORD_TYPES = Set.of(
            "A", "AAAA", "CAA", "CNAME", "DNAME", "DNSKEY", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF",
            "SRV", "SSHFP", "SVCB", "TLSA", "TXT", "ALIAS", "ANAME");

    private Secrets() {}

    /** Takes the secrets out of the data of a change: what it is about, and what was before and after. */
    static ObjectNode redact(ObjectNode data) {
        ObjectNode told = data.deepCopy();
        JsonNode object = told.path("object");
        boolean secret =
                isAboutSecret(object.path("kind").asText(), object.path("name").asText());
        for (String part : List.of("actor", "object")) clean(told.path(part), false);
        for (String side : List.of("before", "after")) clean(told.path(side), secret);
        return told;
    }

    private static boolean isAboutSecret(String kind, String name) {
        List<String> words = SecretNames.words(kind.toLowerCase(Locale.ROOT));
        boolean product =
                words.stream().anyMatch(PRODUCTS::contains) && words.stream().noneMatch(SETTINGS::contains);
        return SecretNames.contains(kind) || (!product && SecretNames.contains(name));
    }

    private static void clean(JsonNode node, boolean secret) {
        switch (node) {
            case ObjectNode object -> cleanFields(object, secret);
            case ArrayNode array -> cleanElements(array, secret);
            default -> {
                // a value on its own: whoever holds it replaces it
            }
        }
    }

    private static void cleanElements(ArrayNode array, boolean secret) {
        // ["smtp_pass", "…"]: a name and its value.
        boolean pair = array.size() == 2
                && array.get(0).isTextual()
                && SecretNames.contains(array.get(0).textValue());
        for (int i = 0; i < array.size(); i++) array.set(i, cleaned(array.get(i), secret || (pair && i == 1)));
    }

    private static void cleanFields(ObjectNode object, boolean secret) {
        boolean namesSecret = !isRecord(object) && namesSecret(object);
        Iterator<Map.Entry<String, JsonNode>> fields = object.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            boolean hidden = SecretNames.contains(field.getKey()) || (namesSecret && ends(field.getKey(), VALUES));
            field.setValue(cleaned(field.getValue(), secret || hidden));
        }
    }

    private static boolean namesSecret(ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isTextual()
                    && ends(field.getKey(), NAMING)
                    && SecretNames.contains(field.getValue().textValue())) return true;
        }
        return false;
    }

    private static boolean isRecord(ObjectNode object) {
        return RECORD_TYPES.contains(object.path("type").asText().toUpperCase(Locale.ROOT));
    }

    private static boolean ends(String field, Set<String> words) {
        List<String> all = SecretNames.words(field);
        return !all.isEmpty() && words.contains(all.getLast());
    }

    private static JsonNode cleaned(JsonNode node, boolean secret) {
        if (node.isContainerNode()) {
            clean(node, secret);
            return node;
        }
        if (node.isTextual()) {
            String text = node.textValue();
            return TextNode.valueOf(secret && !SecretTexts.isFlag(text) ? REDACTED : SecretTexts.redacted(text));
        }
        return secret && node.isNumber() ? TextNode.valueOf(REDACTED) : node;
    }
}
