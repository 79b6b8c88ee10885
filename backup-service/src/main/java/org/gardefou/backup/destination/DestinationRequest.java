package org.gardefou.backup.destination;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.destination.Destination.Settings;
import org.gardefou.kit.json.MultiLine;
import org.jspecify.annotations.Nullable;

/** What an operator says about a place. */
@Schema(name = "DestinationRequest")
record DestinationRequest(
        @NotBlank @Size(max = 100) @Schema(examples = "Coffre de Gravelines")
        String name,

        @NotNull @Schema(description = "How it is reached. It stays as it was registered.", examples = "S3")
        Place.Kind kind,

        @NotBlank @Size(max = 500) @Schema(
                description =
                        "LOCAL: a folder. SFTP: `sftp://user@host:port/folder`. S3: `https://host/bucket/folder`. REST: `https://host/path`. Never with a password. It stays as it was registered.",
                examples = "https://s3.gra.example/sauvegardes")
        String location,

        @Nullable @Size(max = 50) @Pattern(regexp = "[a-z0-9-]+", message = "must be lower-case letters, digits and hyphens") @Schema(description = "For S3, where the store wants one.", examples = "gra")
        String region,

        @Nullable @Size(max = 63) @Pattern(
                regexp = "destination-[a-z0-9][a-z0-9.-]*",
                message =
                        "must be the name of a secret that is a destination's: destination- and behind it lower-case letters, digits, dots and hyphens. Name the file so in the secrets directory")
        @Schema(
                description =
                        "The name of a secret in backup-service's secrets directory, which begins with `destination-`: no other secret of the service ever goes to a place. S3 and REST: two lines, `user=…` and `password=…` (S3: access key and secret key). SFTP: a private key in OpenSSH's form, without a passphrase.",
                examples = "destination-s3-gra")
        String secret,

        @Nullable @MultiLine
        @Size(max = 4000) @Schema(
                description =
                        "For SFTP: the server's public keys, one a line, as `ssh-keyscan` shows them behind the host's name.")
        String hostKeys,

        @Nullable @Min(1) @Max(100_000_000) @Schema(description = "KiB a second; left out: as much as there is.", examples = "20480")
        Integer uploadKib,

        @Nullable @Min(1) @Max(100_000_000) @Schema(description = "KiB a second; left out: as much as there is.", examples = "20480")
        Integer downloadKib,

        @Nullable @Min(1) @Max(1000) @Schema(
                description = "Processes of one service that are at work there at once; left out: any number.",
                examples = "4")
        Integer parallel,

        @Nullable @Schema(
                description = "Whether what is written there can be neither changed nor deleted by this service.",
                examples = "false")
        Boolean appendOnly,

        @Nullable @Schema(description = "Whether new repositories are made there; true when left out.", examples = "true")
        Boolean active,

        @Nullable @Schema(description = "Whether it is for all sites that no other is for.", examples = "false")
        Boolean isDefault,

        @Nullable @Schema(description = "The destination to which what is stored here is copied.", examples = "null")
        UUID copyTo,

        @Nullable @Size(max = 1000) @Schema(description = "The servers whose sites get their repository here.", examples = "[]")
        Set<@NotNull UUID> servers) {

    @AssertTrue(
            message =
                    "must fit the kind: LOCAL a folder (/srv/backups), SFTP sftp://user@host:port/folder, S3 https://host/bucket, REST https://host/path; without user and password for S3 and REST, and without . and ..")
    @Schema(hidden = true)
    boolean isLocationOfItsKind() {
        return kind == null || location == null || place().flaw().isEmpty();
    }

    @AssertTrue(message = "must name a secret for SFTP and S3, and none for LOCAL") @Schema(hidden = true)
    boolean isSecretWhereOneIsNeeded() {
        return switch (kind) {
            case null -> true;
            case LOCAL -> secret == null;
            case REST -> true;
            case SFTP, S3 -> secret != null;
        };
    }

    @AssertTrue(
            message =
                    "must be given for SFTP and for nothing else: lines such as \"ssh-ed25519 AAAA…\", as ssh-keyscan shows them behind the host's name")
    @Schema(hidden = true)
    boolean isHostKeysForSftp() {
        return kind == Place.Kind.SFTP ? hostKeys != null && HostKeys.areSound(hostKeys) : hostKeys == null;
    }

    @AssertTrue(message = "must be false where the destination is not active") @Schema(hidden = true)
    boolean isDefaultActive() {
        return !Boolean.TRUE.equals(isDefault) || !Boolean.FALSE.equals(active);
    }

    Place place() {
        return new Place(kind, location);
    }

    Settings settings() {
        return new Settings(
                name,
                place(),
                region,
                secret,
                hostKeys,
                uploadKib,
                downloadKib,
                parallel,
                Boolean.TRUE.equals(appendOnly),
                !Boolean.FALSE.equals(active),
                Boolean.TRUE.equals(isDefault),
                copyTo,
                servers == null ? Set.of() : Set.copyOf(servers));
    }
}
