package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Plans;
import org.jspecify.annotations.Nullable;

/** Terms documents and their drafts over HTTP. */
@Path("/terms/v1/documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Documents", description = "The terms of a plan, their versions and renditions.")
class DocumentResource {

    private static final String EXAMPLE = """
            {"plan": "0198c5a2-7c00-7000-8000-000000000006", "audience": "CONSUMER",
             "name": {"fr": "Conditions de l'offre Standard", "en": "Terms of the plan Standard"}}""";
    private static final String DRAFT = """
            {"clauses": ["0198c5a2-7c00-7000-8000-00000000000a", "0198c5a2-7c00-7000-8000-00000000000b"]}""";

    private final Documents documents;
    private final Editions editions;
    private final Publishing publishing;
    private final Plans plans;
    private final Caller caller;
    private final AuditTrail trail;
    private final Clock clock;

    DocumentResource(
            Documents documents,
            Editions editions,
            Publishing publishing,
            Plans plans,
            Caller caller,
            AuditTrail trail,
            Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.publishing = publishing;
        this.plans = plans;
        this.caller = caller;
        this.trail = trail;
        this.clock = clock;
    }

    /** A document to be. */
    record NewDocument(
            @NotNull UUID plan,
            @NotNull Audience audience,
            @NotNull @Valid Name name) {}

    /** A draft to be: ids of clauses, in the order in which they are shown. */
    record NewVersion(@NotNull @Size(min = 1, max = 35) List<@NotNull UUID> clauses) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Create a terms document",
            description = "The terms of one plan for one audience; there is one document for each such pair.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "terms", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = DocumentView.class)))
    public Response create(@NotNull @Valid NewDocument wanted) {
        if (plans.findByIdOptional(wanted.plan).isEmpty())
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "There is no plan %s. List the plans with GET /terms/v1/plans, and name one of them."
                            .formatted(wanted.plan));
        if (documents.of(wanted.plan, wanted.audience).isPresent())
            throw Problems.conflict(
                    "This plan has terms for %s already. Find them with GET /terms/v1/documents?plan=%s and add a version."
                            .formatted(wanted.audience, wanted.plan));
        Document document = new Document(Ids.next(), wanted.plan, wanted.audience, wanted.name, clock.instant());
        documents.persistAndFlush(document);
        trail.record("document.create", "document", document.id(), null, DocumentView.of(document));
        return Response.created(URI.create("/terms/v1/documents/" + document.id()))
                .tag(ETags.of(0))
                .entity(DocumentView.of(document))
                .build();
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(summary = "List terms documents", description = "The newest first; of one plan where asked.")
    public Page<DocumentView> list(@BeanParam PageParams page, @QueryParam("plan") @Nullable UUID plan) {
        return documents.page(page.request(), plan).map(DocumentView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a terms document",
            description = "Its name, plan and audience; what it says is in its versions.")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(implementation = DocumentView.class)))
    public Response get(@PathParam("id") UUID id) {
        return Response.ok(DocumentView.of(document(id))).tag(ETags.of(0)).build();
    }

    @POST
    @Path("/{id}/versions")
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Draft a version",
            description =
                    "A draft of clauses in the order in which they are shown. It is shown to nobody until it is published.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "two clauses", value = DRAFT)))
    @APIResponse(
            responseCode = "201",
            description = "Drafted",
            content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response draft(@PathParam("id") UUID id, @NotNull @Valid NewVersion wanted) {
        Edition edition = publishing.draft(document(id), Ids.next(), wanted.clauses);
        EditionView view = EditionView.of(edition, List.of());
        trail.record("version.draft", "version", edition.id(), null, view);
        return Response.created(URI.create("/terms/v1/versions/" + edition.id()))
                .tag(ETags.of(edition.version()))
                .entity(view)
                .build();
    }

    @GET
    @Path("/{id}/versions")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "List the versions of a document", description = "The newest first, drafts with them.")
    public Page<EditionView> versions(@PathParam("id") UUID id, @BeanParam PageParams page) {
        return editions.page(document(id).id(), page.request())
                .map(edition -> EditionView.of(edition, editions.renditions(edition.id())));
    }

    /**
     * The three versions that people mean by "the current one".
     *
     * @param latest the last one made, be it a draft; drafts are staff's
     * @param published the last one published, be it in force or not yet
     * @param effective the one in force
     */
    @Schema(name = "DocumentStanding")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            UUID document,
            Instant at,
            @Nullable EditionView latest,
            @Nullable EditionView published,
            @Nullable EditionView effective) {}

    @GET
    @Path("/{id}/standing")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Tell which version stands",
            description =
                    "The latest (staff: drafts with them), the last published, and the one in force at a moment; none of them is given where there is none.")
    public Standing standing(
            @PathParam("id") UUID id,
            @QueryParam("at") @Nullable @Schema(description = "Left out: now", examples = "2026-12-01T00:00:00Z")
                    Instant at) {
        Document document = document(id);
        Instant moment = at == null ? clock.instant() : at;
        Optional<Edition> published = editions.lastPublished(id);
        return new Standing(
                document.id(),
                moment,
                view(caller.staff() ? editions.latest(id) : published).orElse(null),
                view(published).orElse(null),
                view(editions.inForce(id, moment)).orElse(null));
    }

    @GET
    @Path("/in-force")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Find the version to show",
            description =
                    "Of the terms of a plan for an audience, the version in force at a moment, with its renditions: all, or the one in a language (422 where there is"
                            + " none in it).")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = EditionView.class)))
    public EditionView inForce(
            @QueryParam("plan") @NotNull UUID plan,
            @QueryParam("audience") @NotNull Audience audience,
            @QueryParam("locale")
                    @Nullable @Pattern(regexp = "[a-z]{2}", message = "must be a language of ISO 639: fr") @Schema(description = "Left out: every language", examples = "fr")
                    String locale,
            @QueryParam("at") @Nullable @Schema(description = "Left out: now", examples = "2026-12-01T00:00:00Z")
                    Instant at) {
        Instant moment = at == null ? clock.instant() : at;
        EditionView found = view(documents
                        .of(plan, audience)
                        .flatMap(document -> editions.inForce(document.id(), moment)))
                .orElseThrow(() -> Problems.of(
                        ProblemType.NOT_FOUND,
                        "No terms of the plan %s for %s are in force at %s. List what there is with GET /terms/v1/documents?plan=%s."
                                .formatted(plan, audience, moment, plan)));
        return locale == null ? found : found.in(locale);
    }

    private Optional<EditionView> view(Optional<Edition> edition) {
        return edition.map(found -> EditionView.of(found, editions.renditions(found.id())));
    }

    private Document document(UUID id) {
        return documents.findByIdOptional(id).orElseThrow(() -> Problems.notFound("document", id));
    }
}
