package org.gardefou.diagnostics.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.access.ssh.HostKeys;

/**
 * How a server is reached over SSH.
 *
 * @param key the name of the secret with the private key of the login; never the key itself
 * @param hostKeys those by which the server is known: no other machine is talked to
 */
@Schema(name = "SshAddress")
record SshAddress(
        @NotNull @Pattern(regexp = HOST) @Schema(description = "A name or an address.", examples = "web-2.example.net")
        String host,

        @Min(1) @Max(65535) @Schema(examples = "22") int port,

        @NotNull @Pattern(regexp = "[A-Za-z_][A-Za-z0-9._-]{0,31}") @Schema(description = "Backups need root: they read files of all owners.", examples = "root")
        String user,

        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,62}") @Schema(
                description =
                        "The name of the secret with the private key (OpenSSH's format, without a passphrase), in the secrets directory of each service that logs in.",
                examples = "ssh-web-2")
        String key,

        @NotNull @Size(min = 1, max = 10) @Schema(
                description =
                        "The server's host keys: `SHA256:…` as `ssh-keygen -l` prints it, or public keys. `POST /servers/host-keys` shows what a server presents; compare it on the server itself.",
                examples = "[\"SHA256:uNiVztksCsDhcc0u9e8BrDXIgCvKbXE7hkgo7cu8JLQ\"]")
        List<@NotNull @Size(max = 1000) String> hostKeys) {

    static final String HOST = "[A-Za-z0-9][A-Za-z0-9.-]{0,252}|[0-9A-Fa-f:.]{2,45}";

    @AssertTrue(message = "must hold fingerprints (SHA256:...) or public keys of the server (ssh-ed25519 AAAA...)")
    @Schema(hidden = true)
    @JsonIgnore
    boolean isEveryHostKeySound() {
        return hostKeys == null || hostKeys.stream().allMatch(key -> key == null || HostKeys.isSound(key));
    }
}
