package org.gardefou.backup.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.problem.Problems;

@Path("/backups/v1/servers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Servers", description = "The machines that sites are on, as backups need them.")
class ServerTrialResource {

    private final ServerTrials trials;
    private final AuditTrail audit;

    ServerTrialResource(ServerTrials trials, AuditTrail audit) {
        this.trials = trials;
        this.audit = audit;
    }

    @POST
    @Path("/{id}/trials")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Try the way to a server",
            description =
                    "Connects to a server over SSH as a backup does (pinned host key, login, restic, confinement, the port that leads back here), and says what is in the way if something is. Nothing of a site is read. Takes some seconds; half a minute where nothing answers.")
    @APIResponseSchema(ServerTrial.class)
    public ServerTrial attempt(@PathParam("id") UUID id) {
        if (!trials.knows(id)) throw Problems.notFound("server", id);
        ServerTrial trial = trials.of(id);
        QuarkusTransaction.requiringNew().run(() -> audit.record("server.tried", "server", id, null, trial));
        return trial;
    }
}
