package org.gardefou.kit.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with dead letters. A service mounts it by a subclass that says where: {@code @Path("/base/v1/dead-letters")}.
 */
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Dead letters", description = "Events that could not be handled: read why, then replay.")
public abstract class DeadLetterResource {

    private final DeadLetters letters;

    protected DeadLetterResource(DeadLetters letters) {
        this.letters = letters;
    }

    /** A dead letter as it is answered. */
    @Schema(name = "DeadLetter")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            UUID id,
            @Schema(examples = "gardefou.sites") String topic,
            @Nullable String key,

            @Schema(examples = "org.gardefou.site.registered.v1")
            String type,

            @Schema(description = "The event's data as it came.")
            String value,

            @Schema(description = "Why it could not be handled, innermost cause last.")
            String reason,

            int attempts,
            Instant buriedAt,
            @Nullable Instant replayedAt) {

        static View of(DeadLetter letter) {
            return new View(
                    letter.id(),
                    letter.topic(),
                    letter.key().orElse(null),
                    letter.type(),
                    letter.value(),
                    letter.reason(),
                    letter.attempts(),
                    letter.buriedAt(),
                    letter.replayedAt().orElse(null));
        }
    }

    @GET
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List dead letters",
            description = "Oldest first; those that wait, or all of them with `all=true`.")
    public Page<View> list(@QueryParam("all") @DefaultValue("false") boolean all, @BeanParam PageParams page) {
        return letters.page(all, page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read a dead letter", description = "The event as it came, and why it could not be handled.")
    public View read(@PathParam("id") UUID id) {
        return View.of(find(id));
    }

    @POST
    @Path("/{id}/replay")
    @Transactional
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Replay a dead letter",
            description =
                    "Handles the event again, once its cause is mended. If it fails again nothing changes, and the answer says why.")
    public View replay(@PathParam("id") UUID id) {
        DeadLetter letter = find(id);
        try {
            letters.replay(id);
        } catch (RuntimeException e) {
            throw Problems.conflict(
                    "The event failed again: %s. Mend the cause, then replay it.".formatted(e.getMessage()));
        }
        return View.of(letter);
    }

    private DeadLetter find(UUID id) {
        return letters.findByIdOptional(id).orElseThrow(() -> Problems.notFound("dead letter", id));
    }
}
