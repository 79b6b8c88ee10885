package org.gardefou.diagnostics.server;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.access.ssh.HostKeyScan;
import org.gardefou.access.ssh.ShownHostKey;
import org.gardefou.access.ssh.SshException;
import org.gardefou.diagnostics.language.Text;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/servers/host-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Servers", description = "The machines that sites are on, and how their databases are reached.")
class HostKeyResource {

    @Schema(name = "HostKeyQuestion")
    record Question(
            @NotNull @Pattern(regexp = SshAddress.HOST) @Schema(examples = "127.0.0.1")
            String host,

            @Min(1) @Max(65535) @Schema(examples = "22") int port) {}

    @Schema(name = "HostKeyAnswer", description = "The key that is shown, or why none is.")
    record Answer(
            @Schema(description = "Whether a server answered and showed a key.", examples = "true")
            boolean shown,

            @Nullable @Schema(examples = "ssh-ed25519") String kind,

            @Nullable @Schema(examples = "SHA256:uNiVztksCsDhcc0u9e8BrDXIgCvKbXE7hkgo7cu8JLQ")
            String fingerprint,

            @Nullable @Schema(examples = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKtJ1eUYBtV5ZfB3GxkQwUu2fDqH0Cuu5S5EyR6Q7n3c")
            String publicKey,

            @Schema(description = "What to do now.") Text whatToDo) {

        static Answer of(ShownHostKey key) {
            return new Answer(
                    true,
                    key.kind(),
                    key.fingerprint(),
                    key.publicKey(),
                    new Text(
                            "Comparez l'empreinte sur le serveur lui-même (ssh-keygen -l -f /etc/ssh/ssh_host_*_key.pub) ; n'inscrivez cette clé dans hostKeys que si elle y est.",
                            "Compare the fingerprint on the server itself (ssh-keygen -l -f /etc/ssh/ssh_host_*_key.pub); put this key into hostKeys only if it is there."));
        }

        static Answer none(SshException why) {
            return new Answer(
                    false,
                    null,
                    null,
                    null,
                    new Text(
                            "Aucun serveur SSH ne répond à cette adresse : vérifiez l'adresse, le port, le pare-feu et que le service SSH tourne.",
                            String.valueOf(why.getMessage())));
        }
    }

    @POST
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Show the host key of a server",
            description =
                    "Asks an SSH server which key it shows, so that an operator can compare it on the server itself and pin it. Nobody logs in, no secret is sent, and nothing is trusted or stored by it.")
    @APIResponseSchema(Answer.class)
    public Answer show(@NotNull @Valid Question question) {
        try {
            return Answer.of(HostKeyScan.of(question.host(), question.port()));
        } catch (SshException e) {
            return Answer.none(e);
        }
    }
}
