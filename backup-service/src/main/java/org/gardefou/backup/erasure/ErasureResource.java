package org.gardefou.backup.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.repository.ErasedPlace;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Erasures",
        description = "The end of a site's backups, by the end of their keys, and the certificate of it.")
class ErasureResource {

    private final Erasures erasures;
    private final ErasureDesk desk;
    private final AuditTrail audit;
    private final Caller caller;

    ErasureResource(Erasures erasures, ErasureDesk desk, AuditTrail audit, Caller caller) {
        this.erasures = erasures;
        this.desk = desk;
        this.audit = audit;
        this.caller = caller;
    }

    @Schema(name = "ErasureRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @NotBlank @Size(max = 500) @Schema(examples = "Demande d'effacement du client, article 17 du RGPD")
            String reason,

            @Nullable @Size(max = 200) @Schema(
                    description = "The site's name: needed while the contract promises backups.",
                    examples = "shop.example")
            String confirm,

            @Nullable @Schema(
                    description =
                            "Whether a repository that is not found is known to be lost: without it, storage that is not mounted holds the erasure up.",
                    examples = "false")
            Boolean lost) {}

    @Schema(name = "Erasure")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,
            UUID customer,

            @Schema(examples = "Demande d'effacement du client, article 17 du RGPD")
            String reason,

            String requestedBy,
            Instant requestedAt,
            @Schema(examples = "COMPLETED") Erasure.State state,
            @Schema(examples = "CERTIFIED") Erasure.Step step,

            @Nullable @Schema(
                    description =
                            "Why the last try went wrong, and the next one follows by itself; of one that is REFUSED what stands against it: end that, and order it again.")
            String problem,

            List<ErasedPlace> places,
            @Nullable Certificate certificate,
            @Nullable Instant endedAt) {

        static View of(Erasure erasure) {
            return new View(
                    erasure.id(),
                    erasure.site(),
                    erasure.customer(),
                    erasure.reason(),
                    erasure.requestedBy(),
                    erasure.requestedAt(),
                    erasure.state(),
                    erasure.step(),
                    erasure.problem().orElse(null),
                    erasure.places(),
                    erasure.certificate().orElse(null),
                    erasure.endedAt().orElse(null));
        }
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Erase a site's backups",
            description =
                    "For good: its restore points expire at once, then the keys of its repositories are destroyed, here and there, then their files. While one of the site is running, that is the answer, and it is tried again at once. Poll it; where a legal hold or a restore comes to stand against it before the first key is destroyed, it ends as REFUSED. Otherwise the end is a certificate, which the evidence ledger takes as well. Copies of key files outside of these places are not reached, as the certificate says.")
    @APIResponse(responseCode = "202", description = "Begun; `Location` names the erasure.")
    @APIResponse(responseCode = "404", description = "There is no such site, or nothing is kept of it.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The contract promises backups and `confirm` is not the site's name; or a legal hold, a restore or a backup stands against it.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response erase(@NotNull @Valid Request request) {
        Erasure erasure = desk.order(
                request.site(),
                request.reason(),
                request.confirm(),
                Boolean.TRUE.equals(request.lost()),
                caller.subject());
        audit.record("site.erased", "erasure", erasure.id(), null, request);
        return Response.accepted(View.of(erasure))
                .location(URI.create("/backups/v1/erasures/" + erasure.id()))
                .tag(ETags.of(erasure.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List erasures",
            description = "Newest first; of one site with `site`, in one state with `state`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") Erasure.@Nullable State state,
            @BeanParam PageParams page) {
        return erasures.page(site, state, page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read an erasure", description = "How far it is, and its certificate when it is done.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        Erasure erasure = erasures.findByIdOptional(id).orElseThrow(() -> Problems.notFound("erasure", id));
        return Response.ok(View.of(erasure)).tag(ETags.of(erasure.version())).build();
    }
}
