package org.gardefou.backup.destination;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A place as its operators see it: names of secrets, never secrets. */
@Schema(name = "Destination")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DestinationView(
        UUID id,
        @Schema(examples = "Coffre de Gravelines") String name,
        @Schema(examples = "S3") Place.Kind kind,

        @Schema(examples = "https://s3.gra.example/sauvegardes")
        String location,

        @Nullable @Schema(examples = "gra") String region,
        @Nullable @Schema(examples = "destination-s3-gra") String secret,
        @Nullable String hostKeys,
        @Nullable @Schema(examples = "20480") Integer uploadKib,
        @Nullable Integer downloadKib,
        @Nullable @Schema(examples = "4") Integer parallel,
        boolean appendOnly,
        @Schema(examples = "true") boolean active,
        @Schema(examples = "true") boolean isDefault,
        @Nullable UUID copyTo,
        Set<UUID> servers,
        Instant createdAt) {

    static DestinationView of(Destination destination) {
        return new DestinationView(
                destination.id(),
                destination.name(),
                destination.place().kind(),
                destination.place().location(),
                destination.region().orElse(null),
                destination.secret().orElse(null),
                destination.hostKeys().orElse(null),
                destination.uploadKib().orElse(null),
                destination.downloadKib().orElse(null),
                destination.parallel().orElse(null),
                destination.appendOnly(),
                destination.active(),
                destination.standard(),
                destination.copyTo().orElse(null),
                new TreeSet<>(destination.servers()),
                destination.createdAt());
    }
}
