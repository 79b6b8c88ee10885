package org.gardefou.kit.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request and each good answer in JSON one whole example, put together from the examples of its properties, where a resource
 * has not written a better one itself. A reader sees what goes over the wire, and the explorer has something to send.
 */
final class WholeExamples {

    private static final Map<String, Object> BY_FORMAT = Map.of(
            "uuid", "0198c5a2-7c00-7000-8000-000000000001",
            "date-time", "2026-11-23T10:00:00Z",
            "date", "2026-11-23",
            "duration", "PT24H",
            "uri", "https://shop.example/",
            "email", "webmaster@shop.example");

    private final Map<String, Schema> schemas;

    WholeExamples(Components components) {
        this.schemas = components.getSchemas() == null ? Map.of() : components.getSchemas();
    }

    /** Completes the request and the good answers of an operation. */
    void complete(Operation operation) {
        if (operation.getRequestBody() != null) {
            complete(operation.getRequestBody().getContent());
        }
        if (operation.getResponses() == null) return;
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) complete(response.getContent());
        });
    }

    private void complete(@Nullable Content content) {
        if (content == null) return;
        content.getMediaTypes().forEach((type, media) -> {
            if (type.endsWith("json")) complete(media);
        });
    }

    private void complete(MediaType media) {
        boolean written = media.getExample() != null
                || (media.getExamples() != null && !media.getExamples().isEmpty());
        if (written || media.getSchema() == null) return;
        Object example = of(media.getSchema(), new HashSet<>());
        if (example != null) media.setExample(example);
    }

    /** An example of a schema; null where there is none, as behind a schema that contains itself. */
    private @Nullable Object of(Schema schema, Set<String> inside) {
        if (schema.getRef() != null) return ofNamed(schema, inside);
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return typed(schema, schema.getExamples().getFirst());
        }
        if (schema.getConstValue() != null) return schema.getConstValue();
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return schema.getEnumeration().getFirst();
        }
        if (schema.getDefaultValue() != null) return typed(schema, schema.getDefaultValue());
        if (schema.getAllOf() != null) return merged(schema.getAllOf(), inside);
        if (schema.getOneOf() != null) return first(schema.getOneOf(), inside);
        if (schema.getAnyOf() != null) return first(schema.getAnyOf(), inside);
        return switch (type(schema)) {
            case OBJECT -> object(schema, inside);
            case ARRAY -> array(schema, inside);
            case INTEGER ->
                schema.getMinimum() == null ? 1 : schema.getMinimum().toBigInteger();
            case NUMBER -> schema.getMinimum() == null ? new BigDecimal("1.5") : schema.getMinimum();
            case BOOLEAN -> true;
            case STRING -> BY_FORMAT.getOrDefault(String.valueOf(schema.getFormat()), "text");
            case NULL -> null;
        };
    }

    private @Nullable Object ofNamed(Schema reference, Set<String> inside) {
        String name = reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
        Schema named = schemas.get(name);
        // A property may have an example of its own beside the reference.
        if (reference.getExamples() != null && !reference.getExamples().isEmpty() && named != null) {
            return typed(named, reference.getExamples().getFirst());
        }
        if (named == null || !inside.add(name)) return null;
        Object example = of(named, inside);
        inside.remove(name);
        return example;
    }

    private Map<String, Object> object(Schema schema, Set<String> inside) {
        Map<String, Object> example = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                Object value = of(property, inside);
                if (value != null) example.put(name, value);
            });
        }
        if (schema.getAdditionalPropertiesSchema() != null && example.isEmpty()) {
            Object value = of(schema.getAdditionalPropertiesSchema(), inside);
            if (value != null) example.put("name", value);
        }
        return example;
    }

    private List<Object> array(Schema schema, Set<String> inside) {
        List<Object> example = new ArrayList<>();
        Object item = schema.getItems() == null ? null : of(schema.getItems(), inside);
        if (item != null) example.add(item);
        return example;
    }

    private @Nullable Object merged(List<Schema> parts, Set<String> inside) {
        Map<String, Object> all = new HashMap<>();
        @Nullable Object single = null;
        for (Schema part : parts) {
            Object example = of(part, inside);
            if (example instanceof Map<?, ?> object)
                object.forEach((name, value) -> all.put(String.valueOf(name), value));
            else if (example != null) single = example;
        }
        return all.isEmpty() ? single : all;
    }

    private @Nullable Object first(List<Schema> choices, Set<String> inside) {
        for (Schema choice : choices) {
            Object example = of(choice, inside);
            if (example != null) return example;
        }
        return null;
    }

    private static Schema.SchemaType type(Schema schema) {
        List<Schema.SchemaType> types = schema.getType();
        if (types != null) {
            for (Schema.SchemaType type : types) if (type != Schema.SchemaType.NULL) return type;
        }
        return schema.getProperties() == null ? Schema.SchemaType.STRING : Schema.SchemaType.OBJECT;
    }

    /** Examples are written as texts in annotations; what is told is of the schema's type. */
    private static Object typed(Schema schema, Object example) {
        if (!(example instanceof String text)) return example;
        return switch (type(schema)) {
            case INTEGER, NUMBER -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case ARRAY -> List.of(text);
            default -> text;
        };
    }
}
