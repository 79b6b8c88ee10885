package org.gardefou.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.gardefou.kit.problem.ProblemType;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each operation what all have in common and nobody should write by hand: the bearer token, the permissions it
 * needs, the errors it can give with an example of each, the headers of creating and updating.
 *
 * <p>Runs once, when a service is built, over the classes of the service: an operation is found by its operationId, which
 * is written in {@code @Operation} or is {@code Class_method}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonResponses implements OASFilter {

    private static final String BEARER = "bearer";
    private static final Set<PathItem.HttpMethod> WITH_BODY =
            Set.of(PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH);

    private static final List<ProblemType> DECLARABLE = List.of(
            ProblemType.UNAUTHENTICATED,
            ProblemType.NOT_FOUND,
            ProblemType.CONFLICT,
            ProblemType.NOT_KNOWN_YET,
            ProblemType.UNPROCESSABLE,
            ProblemType.TOO_MANY_REQUESTS);

    private final Operations operations;

    /** For the framework. */
    public CommonResponses(IndexView index) {
        this.operations = new Operations(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer()
                .url("/")
                .description("The same paths at the edge and at the service's own port.")));
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Components components = document.getComponents();
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("An OAuth 2 access token: `scope` says what it may do, `groups` as whom."));
        components.addSchema("Problem", ProblemSchemas.problem());
        components.addSchema("Violation", ProblemSchemas.violation());
        components.removeSchema("HttpProblem");
        components.removeSchema("HttpValidationProblem");
        WireForms.correct(components);
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        WholeExamples examples = new WholeExamples(components);
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    complete(path, method, operation);
                    examples.complete(operation);
                }));
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation) {
        WireForms.correct(operation);
        Operations.Facts facts = operations.of(Optional.ofNullable(operation.getOperationId()));
        List<ProblemType> problems = new ArrayList<>();
        if (!facts.open()) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(BEARER));
            problems.add(ProblemType.UNAUTHENTICATED);
            problems.add(ProblemType.FORBIDDEN);
        }
        if (!facts.permissions().isEmpty()) {
            String needs = "Needs " + String.join(" and ", facts.permissions()) + ".";
            operation.setDescription(
                    operation.getDescription() == null ? needs : operation.getDescription() + "\n\n" + needs);
        }
        if (facts.open() || facts.permissions().stream().anyMatch(CommonResponses::isCounted)) {
            problems.add(ProblemType.TOO_MANY_REQUESTS);
            header(
                    operation,
                    "RateLimit-Policy",
                    "How many requests a customer, a panel or an address without a token may send; staff are not counted.");
            header(operation, "RateLimit", "How many are left (draft-ietf-httpapi-ratelimit-headers).");
        }
        if (path.contains("{")) {
            problems.add(ProblemType.NOT_FOUND);
        }
        if (parameters(operation).findAny().isPresent() || path.contains("{")) {
            problems.add(ProblemType.BAD_PARAMETER);
        }
        problems.add(ProblemType.UNKNOWN_PARAMETER);
        if (parameters(operation).anyMatch(parameter -> "cursor".equals(parameter.getName()))) {
            problems.add(ProblemType.BAD_CURSOR);
            problems.add(ProblemType.BAD_LIMIT);
            header(operation, "Link", "`<…>; rel=\"next\"` while there is a next page (RFC 8288).");
        }
        if (WITH_BODY.contains(method) && operation.getRequestBody() != null) {
            problems.addAll(List.of(
                    ProblemType.MALFORMED_JSON,
                    ProblemType.UNKNOWN_FIELD,
                    ProblemType.WRONG_TYPE,
                    ProblemType.VALIDATION,
                    ProblemType.TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        if (parameters(operation).anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
            problems.add(ProblemType.PRECONDITION_REQUIRED);
            problems.add(ProblemType.PRECONDITION_FAILED);
        }
        if (facts.idempotent()) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(Parameter.In.HEADER)
                    .description(
                            "A text of your own for this intended effect, 1 to 255 visible ASCII characters. The same request with the same key is carried out once and answered the same again for 24 hours.")
                    .schema(OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .maxLength(255))
                    .example("0198f0c2-order-4711"));
            header(operation, "Idempotency-Replayed", "`true` when this is the answer of an earlier request.");
            problems.add(ProblemType.BAD_IDEMPOTENCY_KEY);
            problems.add(ProblemType.IDEMPOTENCY_IN_PROGRESS);
            problems.add(ProblemType.IDEMPOTENCY_CONFLICT);
        }
        declared(operation)
                .filter(problem -> problems.stream().noneMatch(known -> known == problem))
                .forEach(problems::add);
        problems.add(ProblemType.NOT_ACCEPTABLE);
        problems.add(ProblemType.INTERNAL);
        problems.add(ProblemType.UNAVAILABLE);
        respond(operation, problems);
    }

    /** Whether a permission is one of callers whose requests are counted. */
    private static boolean isCounted(String permission) {
        return permission.contains("`as:customer`") || permission.contains("`as:panel`");
    }

    /** What the resource itself says that may go wrong, by the general problem of its status. */
    private static Stream<ProblemType> declared(Operation operation) {
        return operation.getResponses() == null
                ? Stream.empty()
                : DECLARABLE.stream()
                        .filter(problem ->
                                operation.getResponses().getAPIResponse(Integer.toString(problem.status())) != null);
    }

    /** One response for each status, with one example for each kind of problem; what a resource says itself stays. */
    private static void respond(Operation operation, List<ProblemType> problems) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        Set<Integer> statuses = new LinkedHashSet<>();
        problems.forEach(problem -> statuses.add(problem.status()));
        for (int status : statuses) {
            APIResponse own = operation.getResponses().getAPIResponse(Integer.toString(status));
            List<ProblemType> kinds =
                    problems.stream().filter(type -> type.status() == status).toList();
            APIResponse common = ProblemSchemas.response(kinds);
            if (own == null) {
                operation.getResponses().addAPIResponse(Integer.toString(status), common);
            } else if (own.getContent() == null) {
                own.setContent(common.getContent());
            }
        }
    }

    private static Stream<Parameter> parameters(Operation operation) {
        @Nullable List<Parameter> parameters = operation.getParameters();
        return parameters == null ? Stream.empty() : parameters.stream();
    }

    private static void header(Operation operation, String name, String description) {
        if (operation.getResponses() == null) {
            return;
        }
        Header header = OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        for (Map.Entry<String, APIResponse> response :
                operation.getResponses().getAPIResponses().entrySet()) {
            if (response.getKey().startsWith("2")) {
                response.getValue().addHeader(name, header);
            }
        }
    }
}
