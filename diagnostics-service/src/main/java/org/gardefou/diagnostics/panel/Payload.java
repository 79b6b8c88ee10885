package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.gardefou.diagnostics.redaction.SecretNames;
import org.jspecify.annotations.Nullable;

/** What the readers of payloads have in common: fields taken by name, and never one that is a secret's. */
final class Payload {

    private Payload() {}

    /** The first of these fields that is there and not blank. Numbers are taken as they are written. */
    static @Nullable String text(JsonNode from, String... names) {
        for (String name : names) {
            JsonNode value = from.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) return value.asText();
        }
        return null;
    }

    /** These fields, as far as they are there. */
    static ObjectNode kept(JsonNode from, String... names) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = from.path(name);
            if (!value.isMissingNode() && !value.isNull() && !SecretNames.contains(name))
                kept.set(name, value.deepCopy());
        }
        return kept;
    }

    /** The data of a change, in the form of our CloudEvents. */
    static ObjectNode data(ObjectNode actor, String kind, @Nullable String name, ObjectNode before, ObjectNode after) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("actor", actor);
        data.putObject("object")
                .put("kind", kind)
                .put("name", Optional.ofNullable(name).orElse("unnamed"));
        data.set("before", before);
        data.set("after", after);
        return data;
    }

    /** A mailbox with its domain, where the panel names them apart. */
    static @Nullable String address(@Nullable String name, @Nullable String domain) {
        if (name == null || domain == null) return name;
        return name.contains("@") || name.equals(domain) ? name : name + "@" + domain;
    }

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
