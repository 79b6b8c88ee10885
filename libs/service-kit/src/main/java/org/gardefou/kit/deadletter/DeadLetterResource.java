package org.gardefou.kit.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with dead letters. A service mounts it by a subclass that says where: {@code @Path("/base/v1/dead-letters")}.
 */
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Dead letters", description = "Events that could not go their way: read why, then replay or discard.")
public abstract class DeadLetterResource {

    private final DeadLetterDesk desk;

    protected DeadLetterResource(DeadLetterDesk desk) {
        this.desk = desk;
    }

    /** A dead letter as it is answered. */
    @Schema(name = "DeadLetter")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            UUID id,

            @Schema(
                    description =
                            "`UNHANDLED`: it came and could not be handled. `UNREADABLE`: it came and is no event. `REFUSED`: it is this service's own, and the broker will never take it.")
            Kind kind,

            @Schema(examples = "gardefou.sites") String topic,
            @Nullable String key,

            @Schema(examples = "org.gardefou.site.registered.v1")
            String type,

            @Schema(examples = "/diagnostics-service") @Nullable String source,

            @Schema(description = "When it happened.") @Nullable Instant time,

            @Schema(description = "The event's data as it came.")
            String value,

            @Schema(description = "Why it could not be handled, innermost cause last.")
            String reason,

            int attempts,
            Instant buriedAt,
            @Nullable Instant replayedAt,
            @Nullable Instant discardedAt) {

        static View of(DeadLetter letter) {
            return new View(
                    letter.id(),
                    letter.kind(),
                    letter.topic(),
                    letter.key().orElse(null),
                    letter.type(),
                    letter.source().orElse(null),
                    letter.time().orElse(null),
                    letter.value(),
                    letter.reason(),
                    letter.attempts(),
                    letter.buriedAt(),
                    letter.replayedAt().orElse(null),
                    letter.discardedAt().orElse(null));
        }
    }

    @GET
    @PermissionsAllowed("own:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List dead letters",
            description = "Oldest first; those that wait, or all of them with `all=true`.")
    public Page<View> list(@QueryParam("all") @DefaultValue("false") boolean all, @BeanParam PageParams page) {
        return desk.page(all, page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("own:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read a dead letter", description = "The event as it came, and why it could not be handled.")
    public View read(@PathParam("id") UUID id) {
        return View.of(desk.find(id));
    }

    @POST
    @Path("/{id}/replay")
    @PermissionsAllowed("own:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Replay a dead letter",
            description =
                    "Handles the event again, or publishes it again, once its cause is mended. If it fails again nothing changes, and the answer says why. One that was replayed or discarded stays as it is.")
    @APIResponse(responseCode = "200", description = "The dead letter as it is now.")
    @APIResponse(responseCode = "409", description = "It failed again, or is no event.")
    public View replay(@PathParam("id") UUID id) {
        return View.of(desk.replay(id));
    }

    @POST
    @Path("/{id}/discard")
    @PermissionsAllowed("own:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Discard a dead letter",
            description =
                    "Says that nothing is to be done about it any more: it stays readable, and no longer waits. One that was replayed or discarded stays as it is.")
    public View discard(@PathParam("id") UUID id) {
        return View.of(desk.discard(id));
    }
}
