package org.gardefou.terms.document;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.linter.Finding;
import org.gardefou.terms.stationery.Stationery;
import org.jspecify.annotations.Nullable;

/** Versions, their publication and their renditions over HTTP. */
@Path("/terms/v1/versions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
class VersionResource {

    private static final String EXAMPLE = "{}";
    private static final String LATER = "{\"effectiveFrom\": \"2030-01-01T00:00:00Z\"}";
    private static final String SIGNED = """
            {"signOffs": [{"rule": "FR-B2C-08", "name": "Maître Claire Aubry",
              "reason": "Relu le 12 novembre 2026 : la phrase longue cite la loi mot pour mot."}]}""";

    private static final String DECLARED = """
            {"effectiveFrom": "2030-01-01T00:00:00Z",
             "changes": [{"topic": "C13", "changeClass": "ADVERSE", "name": "Maître Claire Aubry",
               "reason": "Le délai de restauration passe de dix à trente jours."}],
             "ground": {"ground": "LEGAL_DUTY", "source": "Règlement (UE) 2022/2065, art. 14", "name": "Maître Claire Aubry",
               "reason": "La règle s'applique le 1er janvier 2030."}}""";

    private final Documents documents;
    private final Editions editions;
    private final Publishing publishing;
    private final Comparisons comparisons;
    private final Stationery stationery;
    private final AuditTrail trail;
    private final Caller caller;

    VersionResource(
            Documents documents,
            Editions editions,
            Publishing publishing,
            Comparisons comparisons,
            Stationery stationery,
            AuditTrail trail,
            Caller caller) {
        this.documents = documents;
        this.editions = editions;
        this.publishing = publishing;
        this.comparisons = comparisons;
        this.stationery = stationery;
        this.trail = trail;
        this.caller = caller;
    }

    /** What the linter found, and what was signed off. */
    @Schema(name = "LinterReport")
    record Report(List<Finding> findings, List<SignOff.Signed> signOffs) {}

    @GET
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a version",
            description = "With the hashes of its renditions, once published; an acceptance names one of them.")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(visible(id));
    }

    @POST
    @Path("/publication")
    @Transactional
    @Idempotent
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Publish a version",
            description =
                    "From now on it never changes: its text is filled from the plan's promises, written as HTML in French and"
                            + " English, and hashed. A version without clause C11 (backups) is refused, and one that breaks a rule of law; a warning"
                            + " needs a sign-off by name. What it changes for who agreed to the last version is judged by the effects of its clauses"
                            + " and the promises of the plan (GET …/changes): where the law asks for a notice, an effectiveFrom that comes too early is"
                            + " refused with the earliest one. Raises terms.published.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "at once", value = EXAMPLE),
                                @ExampleObject(name = "later", value = LATER),
                                @ExampleObject(name = "in spite of a warning", value = SIGNED),
                                @ExampleObject(name = "with its changes declared", value = DECLARED)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "Published",
            content = @Content(schema = @Schema(implementation = EditionView.class)))
    public Response publish(
            @PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @Valid @Nullable NewPublication wanted) {
        Edition edition = edition(id);
        ifMatch.check(edition, Edition::version);
        EditionView before = EditionView.of(edition, editions.renditions(id));
        NewPublication publication = wanted == null ? NewPublication.AT_ONCE : wanted;
        publishing.publish(
                documents.findById(edition.document()),
                edition,
                publication.effectiveFrom(),
                publication.signed(),
                publication.said(),
                caller.subject());
        trail.record("version.publish", "version", id, before, EditionView.of(edition, editions.renditions(id)));
        return answer(edition);
    }

    @GET
    @Path("/findings")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Check a version",
            description =
                    "The rules of law that it breaks, the worst first, as of the day on which it comes into force (a draft: today), and who"
                            + " signed which warning off.")
    @APIResponse(
            responseCode = "200",
            description = "What was found; nothing, when all is well",
            content = @Content(schema = @Schema(implementation = Report.class)))
    public Report findings(@PathParam("id") UUID id) {
        Edition edition = edition(id);
        return new Report(publishing.findings(documents.findById(edition.document()), edition), editions.signOffs(id));
    }

    @GET
    @Path("/differences")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Compare with another version",
            description =
                    "What changes from the version `from` to this one: topic by topic, in both languages, and in what the plan promises. A draft"
                            + " is compared as it would be published now. With `locale` it is a page that people read.")
    @APIResponse(
            responseCode = "200",
            description = "What differs",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Comparison.class)),
                @Content(mediaType = MediaType.TEXT_HTML)
            })
    public Response differences(
            @PathParam("id") UUID id,
            @QueryParam("from") @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000008") UUID from,
            @QueryParam("locale") @Nullable @Schema(examples = "fr") String locale) {
        Edition after = visible(id);
        Edition before = visible(from);
        Document document = documents.findById(after.document());
        Comparisons.Two two = new Comparisons.Two(document.name(), before, after);
        PublishedTerms.Differences found = before.published() && after.published()
                ? comparisons.now(two)
                : Comparisons.of(
                        two,
                        Comparison.of(
                                publishing.content(documents.findById(before.document()), before),
                                publishing.content(document, after)));
        if (locale == null) return Response.ok(found.comparison()).build();
        Language language = Language.of(locale).orElseThrow(() -> Problems.badParameter("locale", "fr or en"));
        return stationery.answer(200, sheet(id, from, found, language)).build();
    }

    private static Stationery.Sheet sheet(UUID id, UUID from, PublishedTerms.Differences found, Language in) {
        return new Stationery.Sheet(
                in,
                Objects.requireNonNull(found.title().get(in)),
                "/terms/v1/versions/%s/differences?from=%s&locale=%s"
                        .formatted(id, from, in.other().tag()),
                false,
                Objects.requireNonNull(found.body().get(in)),
                "");
    }

    @GET
    @Path("/renditions/{locale}")
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read what is shown",
            description =
                    "The exact bytes, in fr or en. Their SHA-256 is the ETag (hex) and Repr-Digest (RFC 9530, base64); the hex"
                            + " form is what an acceptance names.")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            headers = {
                @Header(
                        name = "ETag",
                        description = "SHA-256 in hex, in quotes",
                        schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING)),
                @Header(
                        name = "Repr-Digest",
                        description = "sha-256=:base64:",
                        schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING))
            },
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response rendition(@PathParam("id") UUID id, @PathParam("locale") String locale) {
        Language language = Language.of(locale).orElseThrow(() -> Problems.badParameter("locale", "fr or en"));
        Rendition rendition =
                editions.rendition(id, language).orElseThrow(() -> Problems.notFound("published version", id));
        return Response.ok(rendition.content(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .tag(new EntityTag(rendition.sha256()))
                .header("Repr-Digest", digest(rendition.sha256()))
                .header(HttpHeaders.CONTENT_LANGUAGE, rendition.locale())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .build();
    }

    @GET
    @Path("/canonical")
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read what was hashed",
            description =
                    "The canonical JSON (RFC 8785) of a published version, byte for byte; its SHA-256 is the version's.")
    public Response canonical(@PathParam("id") UUID id) {
        Edition edition = edition(id);
        String canonical = edition.canonical();
        if (canonical == null) throw Problems.notFound("published version", id);
        return Response.ok(canonical.getBytes(java.nio.charset.StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
                .tag(new EntityTag(edition.hash()))
                .header("Repr-Digest", digest(edition.hash()))
                .build();
    }

    private Response answer(Edition edition) {
        return Response.ok(EditionView.of(edition, editions.renditions(edition.id())))
                .tag(ETags.of(edition.version()))
                .build();
    }

    /** A draft is nobody's but staff's. */
    private Edition visible(UUID id) {
        Edition edition = edition(id);
        if (!edition.published() && !caller.staff()) throw Problems.notFound("version", id);
        return edition;
    }

    private Edition edition(UUID id) {
        return editions.findByIdOptional(id).orElseThrow(() -> Problems.notFound("version", id));
    }

    private static String digest(String hex) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)) + ":";
    }
}
