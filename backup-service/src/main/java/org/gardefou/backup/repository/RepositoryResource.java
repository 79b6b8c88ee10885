package org.gardefou.backup.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/repositories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Repositories", description = "Where each site's backups lie.")
class RepositoryResource {

    private final RepositoryRows rows;
    private final RepositoryCopies copies;
    private final Jobs jobs;
    private final AuditTrail audit;

    RepositoryResource(RepositoryRows rows, RepositoryCopies copies, Jobs jobs, AuditTrail audit) {
        this.rows = rows;
        this.copies = copies;
        this.jobs = jobs;
        this.audit = audit;
    }

    @Schema(name = "RepositoryPlace")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlaceView(
            @Schema(
                    description = "As restic takes it, without secrets.",
                    examples = "s3:https://s3.gra.example/sauvegardes/0198c5a2")
            String location,

            @Nullable @Schema(description = "The destination; absent: where the settings said.")
            UUID destination,

            @Schema(description = "The key-encryption key that wraps its key.", examples = "kek")
            String kek,

            @Schema(description = "Whether it has been made.", examples = "true")
            boolean made) {

        static PlaceView of(StoredRepository stored) {
            return new PlaceView(
                    stored.location(),
                    stored.destination().orElse(null),
                    stored.key().map(Wrapped::kek).orElse(""),
                    stored.exists());
        }
    }

    @Schema(name = "Repository")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID site,
            PlaceView first,

            @Nullable @Schema(description = "The one for copies.")
            PlaceView copy,

            @Schema(description = "Which of the two restores read.", examples = "FIRST")
            Repository.Which restoreFrom,

            @Schema(description = "Whether its key is being changed.", examples = "false")
            boolean keyChanging,

            @Schema(description = "Whether it is being erased.", examples = "false")
            boolean erasing,

            Instant enteredAt) {}

    @Schema(name = "RepositoryChange")
    record Change(
            @NotNull @Schema(description = "FIRST, or COPY where the first is lost.", examples = "FIRST")
            Repository.Which restoreFrom) {}

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List repositories",
            description = "By site; of one `destination`, or those whose key one key-encryption key wraps (`kek`).")
    public Page<View> list(
            @QueryParam("destination") @Nullable UUID destination,
            @QueryParam("kek") @Nullable String kek,
            @BeanParam PageParams page) {
        if (kek != null && kek.indexOf('\0') >= 0)
            throw Problems.badParameter("kek", "the id of a key-encryption key, as in the settings");
        return rows.page(destination, kek, page.request()).map(this::view);
    }

    @GET
    @Path("/{site}")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read a site's repository", description = "Where it lies, and its second one; no secrets.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("site") UUID site) {
        return answer(find(site));
    }

    @PUT
    @Path("/{site}")
    @Transactional
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Say which repository restores read",
            description =
                    "The copy, where the first is lost or damaged; backups go to the first all the same. Restore points without a copy cannot be restored then.")
    @APIResponse(responseCode = "409", description = "There is no copy.")
    @APIResponseSchema(View.class)
    public Response change(@PathParam("site") UUID site, @BeanParam IfMatch ifMatch, @NotNull @Valid Change request) {
        Repository repository = find(site);
        ifMatch.check(repository, Repository::version);
        if (request.restoreFrom() == Repository.Which.COPY
                && copies.findByIdOptional(site)
                        .filter(StoredRepository::exists)
                        .isEmpty()) {
            throw Problems.conflict(
                    "The site has no second repository. Give its destination one for copies (copyTo): the next backup is copied there.");
        }
        View before = view(repository);
        repository.restoreFrom(request.restoreFrom());
        rows.flush();
        audit.record("repository.changed", "repository", site, before, view(repository));
        return answer(repository);
    }

    @POST
    @Path("/{site}/key-rotations")
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Change a repository's key",
            description =
                    "Of the first and of the one for copies: afterwards the old passwords open them no more. The master key inside stays, as restic has no way to change it: who has kept a copy of the old key files and can put them back can open them. Poll the repository: `keyChanging` ends.")
    @APIResponse(responseCode = "202", description = "Begun; `Location` names the repository.")
    @APIResponse(responseCode = "409", description = "It is being erased.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response changeKey(@PathParam("site") UUID site) {
        Repository repository = find(site);
        if (repository.erased()) {
            throw Problems.conflict("The backups of this site are being erased: there will be no key to change.");
        }
        jobs.submit(OwnKeyJob.class, site.toString());
        audit.record("repository.key-changed", "repository", site, null, null);
        return Response.accepted(view(repository))
                .location(URI.create("/backups/v1/repositories/" + site))
                .tag(ETags.of(repository.version()))
                .build();
    }

    private Repository find(UUID site) {
        return rows.findByIdOptional(site).orElseThrow(() -> Problems.notFound("repository", site));
    }

    private Response answer(Repository repository) {
        return Response.ok(view(repository)).tag(ETags.of(repository.version())).build();
    }

    private View view(Repository repository) {
        return new View(
                repository.site(),
                PlaceView.of(repository),
                copies.findByIdOptional(repository.site()).map(PlaceView::of).orElse(null),
                repository.restoreFrom(),
                jobs.pending(OwnKeyJob.class, repository.site().toString()),
                repository.erased(),
                repository.enteredAt());
    }
}
