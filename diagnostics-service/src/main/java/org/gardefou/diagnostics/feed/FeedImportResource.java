package org.gardefou.diagnostics.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/feed-imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Vulnerability feeds",
        description =
                "What others publish about extensions. A feed is taken whole or not at all: a bad one leaves the old one in place.")
class FeedImportResource {

    private static final String EXAMPLE = """
            {"feed": "wordfence", "format": "WORDFENCE_V3", "file": "wordfence.json", "fetchedAt": "2026-11-23T10:00:00Z"}""";

    private final FeedImports imports;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Clock clock;

    FeedImportResource(FeedImports imports, Jobs jobs, AuditTrail audit, Clock clock) {
        this.imports = imports;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "FeedImportRequest")
    record Request(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") @Schema(
                    description = "The feed whose contents these are; a new name is a new feed.",
                    examples = "wordfence")
            String feed,

            @NotNull @Schema(examples = "WORDFENCE_V3") FeedFormat format,

            @Nullable @Pattern(regexp = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}") @Schema(
                    description =
                            "The name of a file in the folder for feeds (`gardefou.feed.folder`), packed by gzip or not; or else `address`.",
                    examples = "wordfence.json")
            String file,

            @Nullable @Pattern(regexp = "https?://[!-~]{1,1000}") @Schema(
                    description =
                            "Where to fetch it; addresses that are not public are refused unless `gardefou.probe.allowed` has them.")
            String address,

            @Nullable @Pattern(
                    regexp = "feed-[a-z0-9][a-z0-9.-]{0,57}",
                    message = "must be the name of a secret for feeds: feed-…")
            @Schema(
                    description =
                            "The name of the secret that is sent to the address as a bearer token. It begins with feed-: no other secret of the service goes out.")
            String secret,

            @Nullable @PastOrPresent @Schema(
                    description =
                            "When it was fetched from its publisher; left out: when the file was written, or now. What the age of findings is counted from.")
            Instant fetchedAt,

            @Nullable @Schema(description = "Take it even where it has less than half of the records of the one before.")
            Boolean fewer) {

        @AssertTrue(message = "must have either file or address, and secret only with an address") @Schema(hidden = true)
        @JsonIgnore
        boolean isFromOnePlace() {
            return (file == null) != (address == null) && (secret == null || address != null);
        }
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Import a feed",
            description =
                    "Reads it beside the one in use, swaps it in when it is whole, and looks for the sites that it is about. Poll the import: a feed that is cut, too large or of a newer format is FAILED with what to do, and the old one stays.")
    @RequestBody(required = true, content = @Content(examples = @ExampleObject(name = "from a file", value = EXAMPLE)))
    @APIResponse(responseCode = "202", description = "Asked for; `Location` names the import.")
    @APIResponseSchema(value = FeedImport.class, responseCode = "202")
    public Response request(@NotNull @Valid Request request) {
        FeedImport one = new FeedImport(
                Ids.next(),
                request.feed(),
                request.format(),
                request.file(),
                request.address(),
                request.secret(),
                request.fetchedAt(),
                Boolean.TRUE.equals(request.fewer()),
                FeedImport.State.QUEUED,
                null,
                null,
                clock.instant(),
                null);
        imports.add(one);
        jobs.submit(FeedImportJob.class, one.id().toString());
        audit.record("feed-import.requested", "feed-import", one.id(), null, request);
        return Response.accepted(one)
                .location(URI.create("/diagnostics/v1/feed-imports/" + one.id()))
                .tag(ETags.of(0))
                .build();
    }

    @GET
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List imports of feeds",
            description = "Newest first; of one feed with `feed`. What is CURRENT is what findings are made from.")
    public Page<FeedImport> list(
            @QueryParam("feed") @Nullable @Size(max = 40) String feed, @BeanParam PageParams page) {
        return imports.page(feed, page.request());
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read an import of a feed", description = "What became of it, and what it changed.")
    @APIResponseSchema(FeedImport.class)
    public Response read(@PathParam("id") UUID id) {
        FeedImport one = imports.find(id).orElseThrow(() -> Problems.notFound("feed import", id));
        return Response.ok(one).tag(ETags.of(one.state().ordinal())).build();
    }
}
