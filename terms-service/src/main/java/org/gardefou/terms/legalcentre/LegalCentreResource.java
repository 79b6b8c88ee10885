package org.gardefou.terms.legalcentre;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.document.PublishedDocument;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.stationery.Stationery;
import org.jspecify.annotations.Nullable;

/** The legal centre for programs: to anybody, without a token (Regulation (EU) 2022/2065, art. 14(1): machine-readable). */
@Path(Paths.JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Legal centre",
        description = "Everything that was ever published, to anybody. The same as pages: `/terms/legal`.")
class LegalCentreResource {

    private static final String VERSION = "published version";

    private final PublishedTerms terms;
    private final Matrix matrix;
    private final ObjectMapper json;

    LegalCentreResource(PublishedTerms terms, Matrix matrix, ObjectMapper json) {
        this.terms = terms;
        this.matrix = matrix;
        this.json = json;
    }

    /** A document with all its published versions. */
    @Schema(name = "PublicDocument")
    record WholeDocument(PublishedDocument document, List<PublishedVersion> versions) {}

    /** A version with what it changed. */
    @Schema(name = "PublicVersion")
    record WholeVersion(PublishedVersion version, List<PlainChange> changes) {}

    /** The matrix of one level. */
    @Schema(name = "PublicResponsibilities")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shares(String edition, Level level, List<Matrix.Assignment> items) {}

    @GET
    @Path("/documents")
    @PermitAll
    @Operation(
            summary = "List what is published",
            description =
                    "The terms of which a version was ever published, the newest first. Drafts are not among them.")
    public Page<PublishedDocument> documents(@BeanParam PageParams page) {
        return terms.documents(page.request());
    }

    @GET
    @Path("/documents/{id}")
    @PermitAll
    @Operation(
            summary = "Read terms with all their versions",
            description =
                    "Every version that was ever published, the last first: scheduled, in force, superseded or withdrawn, with its days, its hash"
                            + " and those of the texts as they are shown.")
    @APIResponse(
            responseCode = "200",
            description = "The terms",
            content = @Content(schema = @Schema(implementation = WholeDocument.class)))
    public Response document(@PathParam("id") UUID id) {
        PublishedDocument document = terms.document(id).orElseThrow(() -> Problems.notFound("published document", id));
        return answer(new WholeDocument(document, terms.versions(id)), Paths.document(id, Language.FR));
    }

    @GET
    @Path("/versions/{id}")
    @PermitAll
    @Operation(
            summary = "Read a published version",
            description =
                    "Where it stands, and what it changed for who had agreed to the one before it: topic by topic in plain words, with the notice"
                            + " that the law asks for.")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = WholeVersion.class)))
    public Response version(@PathParam("id") UUID id) {
        PublishedVersion version = terms.version(id).orElseThrow(() -> Problems.notFound(VERSION, id));
        return answer(
                new WholeVersion(version, PlainChange.of(terms.effect(id).orElseThrow())),
                Paths.version(id, Language.FR));
    }

    @GET
    @Path("/versions/{id}/differences")
    @PermitAll
    @Operation(
            summary = "Compare two published versions",
            description =
                    "What changes from the version `from` to this one, both of the same document: topic by topic, in both languages, and in what the plan"
                            + " promises. As a page: `/terms/legal/versions/{id}/differences?from=`.")
    @APIResponse(
            responseCode = "200",
            description = "What differs; it never changes",
            content = @Content(schema = @Schema(ref = "VersionDifferences")))
    public Response differences(
            @PathParam("id") UUID id,
            @QueryParam("from") @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000008") UUID from) {
        return lasting(Response.ok(terms.differences(from, id)
                        .orElseThrow(() -> noSuchTwo(from, id))
                        .comparison()))
                .link(Paths.differences(id, from, Language.FR), "alternate")
                .build();
    }

    @GET
    @Path("/versions/{id}/renditions/{locale}")
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @PermitAll
    @Operation(
            summary = "Read what is shown of a published version",
            description =
                    "The exact bytes, in fr or en: their SHA-256 is the ETag (hex) and Repr-Digest (RFC 9530, base64), and what acceptances name.")
    @APIResponse(
            responseCode = "200",
            description = "The text; it never changes",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response rendition(@PathParam("id") UUID id, @PathParam("locale") String locale) {
        Language language = Language.of(locale).orElseThrow(() -> Problems.badParameter("locale", "fr or en"));
        PublishedTerms.Shown text = terms.text(id, language).orElseThrow(() -> Problems.notFound(VERSION, id));
        return Stationery.guardedText(
                        lasting(Response.ok(text.content(), MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")))
                                .tag(new EntityTag(text.sha256()))
                                .header("Repr-Digest", digest(text.sha256()))
                                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag()),
                        List.of())
                .build();
    }

    @GET
    @Path("/versions/{id}/canonical")
    @PermitAll
    @Operation(
            summary = "Read what the hash of a published version is of",
            description = "The canonical JSON (RFC 8785), byte for byte; its SHA-256 is the version's.")
    public Response canonical(@PathParam("id") UUID id) {
        String canonical = terms.canonical(id).orElseThrow(() -> Problems.notFound(VERSION, id));
        String sha256 = Canonical.sha256(canonical);
        return lasting(Response.ok(canonical.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON))
                .tag(new EntityTag(sha256))
                .header("Repr-Digest", digest(sha256))
                .build();
    }

    @GET
    @Path("/responsibilities")
    @PermitAll
    @Operation(
            summary = "Read who does what",
            description = "The responsibility matrix of one management level, as the assessments of breakages use it.")
    @APIResponse(
            responseCode = "200",
            description = "The matrix",
            content = @Content(schema = @Schema(implementation = Shares.class)))
    public Response responsibilities(
            @QueryParam("level") @DefaultValue("STANDARD") @Schema(examples = "STANDARD") Level level) {
        return answer(
                new Shares(matrix.edition(), level, matrix.on(level)), Paths.responsibilities(level, Language.FR));
    }

    private Response answer(Object view, @Nullable String page) {
        String written = written(view);
        Response.ResponseBuilder answer = Response.ok(
                        written.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON)
                .tag(new EntityTag(Canonical.sha256(written)))
                // States follow the clock: a minute late is early enough for who reads.
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        if (page != null) answer.link(page, "alternate");
        return answer.build();
    }

    private String written(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view can be written", e);
        }
    }

    /** What was published never changes. */
    private static Response.ResponseBuilder lasting(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }

    private static RuntimeException noSuchTwo(UUID from, UUID to) {
        return Problems.of(
                ProblemType.NOT_FOUND,
                "%s and %s are not two published versions of one document. GET %s/documents/{id} lists those that there are."
                        .formatted(from, to, Paths.JSON));
    }

    private static String digest(String hex) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)) + ":";
    }
}
