package org.gardefou.backup.repository;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/backups/v1/key-encryption-keys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Keys")
class KeyEncryptionKeyResource {

    private final KeyRing ring;
    private final WrappedKeys wrapped;

    KeyEncryptionKeyResource(KeyRing ring, WrappedKeys wrapped) {
        this.ring = ring;
        this.wrapped = wrapped;
    }

    @Schema(name = "KeyEncryptionKey")
    record View(
            @Schema(examples = "kek") String id,

            @Schema(description = "Where it is; never the key.", examples = "file:kek")
            String source,

            @Schema(description = "Whether it wraps new keys.", examples = "true")
            boolean current,

            @Schema(description = "Keys of repositories that it wraps; at 0 it is needed no more.", examples = "1200")
            long keys) {}

    @Schema(name = "KeyEncryptionKeys")
    record Views(List<View> items) {}

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List key-encryption keys",
            description = "The current one, and all that still wrap keys, with their numbers.")
    public Views list() {
        SortedMap<String, Long> counts = wrapped.counts();
        counts.putIfAbsent(ring.current(), 0L);
        return new Views(counts.entrySet().stream()
                .map(entry -> new View(
                        entry.getKey(),
                        ring.source(entry.getKey()),
                        entry.getKey().equals(ring.current()),
                        entry.getValue()))
                .toList());
    }
}
