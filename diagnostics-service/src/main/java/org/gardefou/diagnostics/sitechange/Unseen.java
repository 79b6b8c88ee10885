package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.gardefou.kit.json.PlainText;

/**
 * Makes what cannot be seen in the report of a change visible, before it is stored or told. Whoever gives a file or a plugin its name chooses the
 * characters, so a report is not refused for them; yet a control character forges lines of a log, one that turns the direction of writing
 * shows another name than there is, and a zero or half a character is text that a reader's database does not take, so that the whole event would
 * be lost there. Each becomes U+FFFD, which is shown as a mark.
 */
final class Unseen {

    private static final int MARK = 0xFFFD;

    private Unseen() {}

    /** The report with marks in the place of what cannot be seen; the same one where there is nothing. */
    static ObjectNode marked(ObjectNode data) {
        return holds(data) ? (ObjectNode) shown(data) : data;
    }

    private static boolean holds(JsonNode node) {
        if (node.isTextual()) return holds(node.textValue());
        for (JsonNode child : node) if (holds(child)) return true;
        for (var field : node.properties()) if (holds(field.getKey())) return true;
        return false;
    }

    private static boolean holds(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Nearly all there is: no code point is looked at for it.
            if (c >= ' ' && c <= '~') continue;
            return text.substring(i).codePoints().anyMatch(Unseen::isUnseen);
        }
        return false;
    }

    private static JsonNode shown(JsonNode node) {
        if (node.isTextual()) return TextNode.valueOf(shown(node.textValue()));
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> all.add(shown(element)));
            return all;
        }
        if (!node.isObject()) return node;
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> all.set(shown(field.getKey()), shown(field.getValue())));
        return all;
    }

    /** Lines and tabs stay: a value may be the text of a file. */
    private static String shown(String text) {
        StringBuilder all = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isUnseen(character) ? MARK : character)
                .forEach(all::appendCodePoint);
        return all.toString();
    }

    private static boolean isUnseen(int character) {
        boolean layout = character == '\n' || character == '\r' || character == '\t';
        return !layout && PlainText.isForbidden(character);
    }
}
