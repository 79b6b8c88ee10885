package org.gardefou.kit.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes a bus contract as an AsyncAPI 3.0 document. */
final class AsyncApi {

    private static final String PREFIX = "org.gardefou.";
    private static final String VERSION = ".v1";
    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";

    private final String service;
    private final BusContract contract;
    private final ObjectMapper json;

    AsyncApi(String service, BusContract contract, ObjectMapper json) {
        this.service = service;
        this.contract = contract;
        this.json = json;
    }

    ObjectNode document() throws IOException {
        ObjectNode document = json.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Garde-fou, " + service + ": events")
                .put("version", "1")
                .put(
                        "description",
                        "CloudEvents 1.0 on Apache Kafka in binary mode: attributes in headers, JSON as the value. Events of one key stay in order. Delivery is at least once: recognise a repetition by ce_id. A breaking change is a new type.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        components.putObject("messageTraits").set("cloudEvent", cloudEvent());
        ObjectNode messages = components.putObject("messages");
        for (Map.Entry<String, List<String>> topic : contract.sends().entrySet()) {
            operation("send", topic.getKey(), topic.getValue(), channels, operations);
            for (String type : topic.getValue()) messages.set(type, sent(type));
        }
        for (Map.Entry<String, List<String>> topic : contract.receives().entrySet()) {
            operation("receive", topic.getKey(), topic.getValue(), channels, operations);
            for (String type : topic.getValue()) if (!messages.has(type)) messages.set(type, received(type));
        }
        return document;
    }

    private void operation(
            String action, String topic, List<String> types, ObjectNode channels, ObjectNode operations) {
        ObjectNode channel = channels.withObjectProperty(topic).put("address", topic);
        ObjectNode messages = channel.withObjectProperty("messages");
        ObjectNode operation = operations.putObject(action + "." + topic).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + topic);
        ArrayNode which = operation.putArray("messages");
        for (String type : types) {
            messages.putObject(type).put("$ref", "#/components/messages/" + type);
            which.addObject().put("$ref", "#/channels/" + topic + "/messages/" + type);
        }
    }

    private ObjectNode sent(String type) throws IOException {
        JsonNode schema = contract.schema(type, json);
        ObjectNode message = message(type);
        if (schema.path("title").isTextual()) message.set("title", schema.get("title"));
        if (schema.path("description").isTextual()) message.set("summary", schema.get("description"));
        message.putObject("payload").put("schemaFormat", SCHEMA_FORMAT).set("schema", schema);
        message.putArray("examples").addObject().set("payload", contract.example(type, json));
        return message;
    }

    /** The producer owns the schema; a reader takes what it needs of it. */
    private ObjectNode received(String type) {
        return message(type).put("summary", "Its schema is in the document of the service that sends it.");
    }

    private ObjectNode message(String type) {
        ObjectNode message = json.createObjectNode().put("name", PREFIX + type + VERSION);
        message.put("contentType", "application/json");
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/cloudEvent");
        return message;
    }

    private ObjectNode cloudEvent() {
        ObjectNode trait = json.createObjectNode();
        ObjectNode headers = trait.putObject("headers").put("type", "object");
        ArrayNode required = headers.putArray("required");
        ObjectNode properties = headers.putObject("properties");
        List.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "content-type")
                .forEach(required::add);
        header(properties, "ce_specversion", "The version of CloudEvents.").put("const", "1.0");
        header(properties, "ce_id", "The event; a repetition has the same.").put("format", "uuid");
        header(properties, "ce_type", "What happened, with the version of its form.");
        header(properties, "ce_source", "The service that tells it.");
        header(properties, "ce_subject", "What it is about: the record's key.");
        header(properties, "ce_time", "When it happened.").put("format", "date-time");
        header(properties, "content-type", "Of the value.").put("const", "application/json");
        header(properties, "traceparent", "Where it stands in the chain that led to it (W3C Trace Context).");
        ObjectNode kafka = trait.putObject("bindings").putObject("kafka").put("bindingVersion", "0.5.0");
        kafka.putObject("key").put("type", "string").put("format", "uuid");
        return trait;
    }

    private static ObjectNode header(ObjectNode properties, String name, String meaning) {
        return properties.putObject(name).put("type", "string").put("description", meaning);
    }
}
