package org.gardefou.kit.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What goes over the wire where the scanner of the classes would describe the Java class that carries it. */
final class WireForms {

    private static final String EVENT_STREAM = "text/event-stream";

    private static final String PROGRESS = """
            event: progress
            data: {"step":"COPYING","percent":40,"bytes":24117248,"files":1103,"eta":"PT12S","at":"2026-11-23T10:00:03Z","finished":false}

            event: progress
            data: {"step":"COMPLETED","at":"2026-11-23T10:00:15Z","finished":true}

            """;

    private static final String AN_ID = "0198c5a2-7c00-7000-8000-000000000001";

    private WireForms() {}

    /** Any JSON is any JSON, not the properties of a tree node of the parser; and an id is one of version 7. */
    static void correct(Components components) {
        if (components.getSchemas() == null) return;
        if (components.getSchemas().containsKey("JsonNode")) {
            components.addSchema("JsonNode", OASFactory.createSchema().description("Any JSON value."));
            components.removeSchema("JsonNodeType");
        }
        components.removeSchema("OutboundSseEvent");
        Schema id = components.getSchemas().get("UUID");
        if (id != null)
            id.description("A UUID; ours are of version 7 (RFC 9562).").examples(List.of(AN_ID));
    }

    /** A stream of events is text in the format of the HTML standard, section 9.2. */
    static void correct(Operation operation) {
        if (operation.getResponses() == null) return;
        operation.getResponses().getAPIResponses().values().forEach(response -> {
            if (response.getContent() == null) return;
            MediaType stream = response.getContent().getMediaType(EVENT_STREAM);
            if (stream == null) return;
            response.setDescription("The present state at once, then each new one; the stream ends with the job.");
            stream.setSchema(OASFactory.createSchema()
                    .addType(Schema.SchemaType.STRING)
                    .description("Server-Sent Events of the name `progress`. The data of each is JSON: the step, and"
                            + " what is known of percent, bytes, files and the remaining time (ISO 8601).")
                    .examples(List.of(PROGRESS)));
            stream.setExample(PROGRESS);
        });
    }
}
