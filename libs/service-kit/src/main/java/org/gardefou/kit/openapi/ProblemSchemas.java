package org.gardefou.kit.openapi;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.gardefou.kit.problem.ProblemType;

/** How problems look in the OpenAPI document. */
final class ProblemSchemas {

    private ProblemSchemas() {}

    static Schema problem() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("A problem document (RFC 9457). More members may follow.")
                .required(List.of("type", "title", "status", "detail"))
                .addProperty("type", text("What kind of problem it is; stable, for programs.", "/problems/validation"))
                .addProperty("title", text("The kind in a few words.", ProblemType.VALIDATION.title()))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("The HTTP status.")
                                .examples(List.of(400)))
                .addProperty("detail", text("What to do next.", "Correct what the violations name (/name)."))
                .addProperty("instance", text("The path of the request.", "/"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("Which values are wrong.")
                                .items(OASFactory.createSchema().ref("#/components/schemas/Violation")))
                .addProperty(
                        "reference",
                        text("Find the failure in our log by this.", "0198f0c2-7d1e-7000-8000-000000000000"));
    }

    static Schema violation() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("pointer", "message"))
                .addProperty(
                        "pointer",
                        text(
                                "A JSON pointer into the body (RFC 6901), or `?name` in the query, `{name}` in the path, `name:` for a header.",
                                "/name"))
                .addProperty("message", text("What is wrong there.", "must not be blank"));
    }

    /** A response that may be any of these problems, which share a status. */
    static APIResponse response(List<ProblemType> kinds) {
        MediaType content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        kinds.forEach(kind -> content.addExample(
                kind.slug(), OASFactory.createExample().summary(kind.title()).value(ProblemExamples.of(kind))));
        String titles = kinds.stream().map(ProblemType::title).distinct().collect(Collectors.joining("; "));
        return OASFactory.createAPIResponse()
                .description(titles + ".")
                .content(OASFactory.createContent().addMediaType("application/problem+json", content));
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .description(description)
                .examples(List.of(example));
    }
}
