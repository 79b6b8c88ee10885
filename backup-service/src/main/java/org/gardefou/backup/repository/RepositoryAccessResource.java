package org.gardefou.backup.repository;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restic.RepositoryAccess;
import org.jboss.logging.Logger;

/** The one call between services: a key never travels on the bus. */
@Path("/backups/v1/repository-access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Repository access", description = "How restore-service opens a site's repository. Audited.")
class RepositoryAccessResource {

    private static final Logger LOG = Logger.getLogger(RepositoryAccessResource.class);

    private final Repositories repositories;
    private final AuditTrail audit;

    RepositoryAccessResource(Repositories repositories, AuditTrail audit) {
        this.repositories = repositories;
        this.audit = audit;
    }

    @Schema(name = "RepositoryAccessRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site) {}

    @Schema(name = "RepositoryAccess")
    record Access(
            @Schema(description = "As restic takes it.", examples = "/var/lib/garde-fou/repositories/0198c5a2")
            String location,

            @Schema(description = "Opens the repository; not to be stored or logged.")
            String password) {

        /** Without the password: records print their fields. */
        @Override
        public String toString() {
            return "Access[" + location + "]";
        }
    }

    @POST
    @Transactional
    @PermissionsAllowed("backups:access")
    @PermissionsAllowed("as:system")
    @APIResponse(responseCode = "404", description = "There is no such site.")
    @Operation(
            summary = "Open a site's repository",
            description =
                    "For restore-service only: location and key of the site's restic repository. Every call is audited.")
    @APIResponseSchema(Access.class)
    public Response open(@NotNull @Valid Request request) {
        RepositoryAccess access = find(request.site());
        audit.record("repository.opened", "repository", request.site(), null, null);
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(new Access(access.location(), access.password().reveal()))
                .cacheControl(never)
                .build();
    }

    private RepositoryAccess find(UUID site) {
        try {
            return repositories.find(site).orElseThrow(() -> Problems.notFound("repository", site));
        } catch (RepositoryUnusable e) {
            LOG.errorf(e, "The repository of site %s cannot be opened", site);
            throw Problems.own(
                    "backups/repository-unusable",
                    503,
                    "The repository cannot be opened",
                    "Its key or its place are not to be had: see to the secret kek of backup-service and to the folder of its repositories, then send the request again.");
        }
    }
}
