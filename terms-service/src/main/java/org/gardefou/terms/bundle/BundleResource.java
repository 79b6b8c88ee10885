package org.gardefou.terms.bundle;

import io.quarkus.security.PermissionsAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.Checkpoints;
import org.jspecify.annotations.Nullable;

/** Evidence bundles over HTTP. */
@Path("/terms/v1/evidence-bundles/{about}/{id}")
@Produces({"application/zip", MediaType.APPLICATION_JSON})
@Tag(name = "Evidence")
class BundleResource {

    /** So many checkpoints somebody may have kept: far from where the zip format ends counting files. */
    private static final int MOST_KEPT = 100;

    private final Selection selection;
    private final Bundling bundling;
    private final Packing packing;
    private final Packed packed;
    private final Checkpoints checkpoints;
    private final Caller caller;

    BundleResource(
            Selection selection,
            Bundling bundling,
            Packing packing,
            Packed packed,
            Checkpoints checkpoints,
            Caller caller) {
        this.selection = selection;
        this.bundling = bundling;
        this.packing = packing;
        this.packed = packed;
        this.checkpoints = checkpoints;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Take the evidence with you",
            description =
                    "A zip archive about one of `sites`, `contracts`, `cases`, `diagnoses` or (of an incident) `assessments`: the entries with the proofs that they are signed, the"
                            + " checkpoints with signatures and time stamps, the keys, the terms that were accepted, and how to check all of it"
                            + " offline, in French and English. The same entries under the same checkpoint give the same bytes. What is younger"
                            + " than the latest checkpoint is not in it: have one made with POST /terms/v1/checkpoints first.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response get(
            @PathParam("about")
                    @Schema(
                            enumeration = {"sites", "contracts", "cases", "diagnoses", "assessments"},
                            examples = "sites")
                    String word,
            @PathParam("id") UUID id,
            @QueryParam("checkpoint") @Schema(description = "The latest, if left out", examples = "12") @Nullable Long number,
            @QueryParam("kept")
                    @Size(max = MOST_KEPT) @Schema(
                            description =
                                    "Numbers of checkpoints that somebody kept, also more than one: they are in the bundle too, with the proofs that the"
                                            + " last one continues them. Without them nobody can hold the bundle against what they kept")
                    List<Long> kept,
            @QueryParam("personal")
                    @DefaultValue("false")
                    @Schema(
                            description =
                                    "Whether names and addresses are told that the entries commit to and that were not erased. Who has them cannot"
                                            + " be made to forget them")
                    boolean personal) {
        About about = About.of(word)
                .orElseThrow(() -> Problems.badParameter("about", "sites, contracts, cases, diagnoses or assessments"));
        Checkpoint checkpoint = (number == null ? checkpoints.latest() : checkpoints.numbered(number))
                .orElseThrow(() -> Problems.notFound("checkpoint", number == null ? "latest" : number));
        List<Checkpoint> witnesses = kept(kept, checkpoint);
        SortedSet<Long> entries =
                switch (caller.visibility()) {
                    case Visibility.Everything() -> selection.of(about, id, null, checkpoint.size());
                    case Visibility.OfCustomer(UUID customer) -> selection.of(about, id, customer, checkpoint.size());
                    case Visibility.OfConnection(UUID connection) -> Collections.emptySortedSet();
                    case Visibility.Nothing() -> Collections.emptySortedSet();
                };
        if (entries.isEmpty())
            throw Problems.of(
                    ProblemType.NOT_FOUND,
                    "Checkpoint %d signs no evidence of a %s %s that this token may see. Check the id; if it is young, have a checkpoint made with POST /terms/v1/checkpoints."
                            .formatted(checkpoint.number(), about.noun(), id));
        return answer(
                packed.keep(packing.pack(() -> bundling.pack(about, id, entries, checkpoint, witnesses, personal))),
                "evidence-%s-%s-%d.zip".formatted(about.noun(), id, checkpoint.number()));
    }

    private List<Checkpoint> kept(List<Long> numbers, Checkpoint last) {
        return numbers.stream()
                .distinct()
                .map(number -> {
                    if (number > last.number())
                        throw Problems.badParameter(
                                "kept", "the number of a checkpoint that is not later than " + last.number());
                    return checkpoints.numbered(number).orElseThrow(() -> Problems.notFound("checkpoint", number));
                })
                .toList();
    }

    private static Response answer(Parcel parcel, String name) {
        StreamingOutput body = parcel::pack;
        return Response.ok(body, "application/zip")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
