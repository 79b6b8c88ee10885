package org.gardefou.backup.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.destination.Opening;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restic.SshLogin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one call between services: a key never travels on the bus. */
@Path("/backups/v1/repository-access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Repository access", description = "How restore-service opens a site's repository. Audited.")
class RepositoryAccessResource {

    private static final Logger LOG = Logger.getLogger(RepositoryAccessResource.class);

    private final Repositories repositories;
    private final SnapshotNames names;
    private final AuditTrail audit;

    RepositoryAccessResource(Repositories repositories, SnapshotNames names, AuditTrail audit) {
        this.repositories = repositories;
        this.names = names;
        this.audit = audit;
    }

    @Schema(name = "RepositoryAccessRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site) {}

    @Schema(
            name = "RepositoryLogin",
            description = "How a server over SSH is logged in to; not to be stored or logged.")
    record Login(
            @Schema(examples = "sauvegardes") String user,
            @Schema(examples = "coffre.example") String host,
            @Schema(examples = "22") int port,
            String privateKey,

            @Schema(description = "The server's public keys, one a line.")
            String hostKeys) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Login[" + host + "]";
        }
    }

    @Schema(name = "RepositoryAccess")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Access(
            @Schema(description = "As restic takes it.", examples = "/var/lib/garde-fou/repositories/0198c5a2")
            String location,

            @Schema(description = "Opens the repository; not to be stored or logged.")
            String password,

            @Schema(
                    description = "Variables for restic: the credentials of a bucket. Not to be stored or logged.",
                    examples = "{\"AWS_ACCESS_KEY_ID\": \"…\"}")
            Map<String, String> environment,

            @Nullable Login ssh,

            @Nullable @Schema(
                    description =
                            "Where it is the second repository: the id of each copy of a snapshot by the id of its original.")
            Map<String, String> snapshots,

            @Schema(description = "KiB a second; 0: as much as there is.", examples = "0")
            int uploadKib,

            @Schema(description = "KiB a second; 0: as much as there is.", examples = "0")
            int downloadKib) {

        static Access of(Door door, @Nullable Map<String, String> snapshots) {
            Opening opening = door.opening();
            SshLogin ssh = opening.ssh();
            return new Access(
                    opening.location(),
                    door.password().reveal(),
                    opening.environment(),
                    ssh == null
                            ? null
                            : new Login(ssh.user(), ssh.host(), ssh.port(), ssh.privateKey(), ssh.hostKeys()),
                    snapshots,
                    opening.uploadKib(),
                    opening.downloadKib());
        }

        /** Without the password: records print their fields. */
        @Override
        public String toString() {
            return "Access";
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
                    "For restore-service only: location and key of the site's restic repository, or of its second one where an operator said so (`PUT /repositories/{site}`). Every call is audited.")
    @APIResponseSchema(Access.class)
    public Response open(@NotNull @Valid Request request) {
        boolean copy = repositories.restoresReadCopy(request.site());
        Door door = find(request.site(), copy);
        Map<String, String> snapshots = copy ? names.copiesOf(request.site()) : null;
        audit.record(copy ? "repository.copy-opened" : "repository.opened", "repository", request.site(), null, null);
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(Access.of(door, snapshots)).cacheControl(never).build();
    }

    private Door find(UUID site, boolean copy) {
        try {
            return (copy ? repositories.findCopies(site) : repositories.find(site))
                    .orElseThrow(() -> Problems.notFound("repository", site));
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
