package org.gardefou.diagnostics.sitelog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Logs", description = "What stands in the logs of sites: grouped, explained, without secrets.")
class LogOccurrenceResource {

    private final LogOccurrences occurrences;
    private final LogTails tails;
    private final Signatures signatures;
    private final Caller caller;

    LogOccurrenceResource(LogOccurrences occurrences, LogTails tails, Signatures signatures, Caller caller) {
        this.occurrences = occurrences;
        this.tails = tails;
        this.signatures = signatures;
        this.caller = caller;
    }

    /** What an occurrence means. */
    @Schema(name = "LogExplanation")
    record Explanation(
            Signature.Severity severity,
            Text text,
            @Schema(description = "Where to look.") Text where,
            @Schema(description = "What to do.") Text todo,

            @Schema(description = "The name of the guide that helps.", examples = "undo-last-edit")
            String guide) {

        static Explanation of(Signature signature) {
            return new Explanation(
                    signature.severity(), signature.text(), signature.where(), signature.todo(), signature.guide());
        }
    }

    @Schema(name = "LogOccurrence")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,

            @Nullable @Schema(description = "The log that was handed in; absent for what is read where it lies.")
            UUID upload,

            @Schema(examples = "PHP_PARSE_ERROR") String signature,
            LogKind kind,
            @Nullable String file,
            @Nullable Integer line,
            @Schema(examples = "42") long count,
            Instant firstSeen,
            Instant lastSeen,

            @Schema(description = "The first entry and up to four of the latest, without secrets.")
            List<LogGroup.Sample> samples,

            @Nullable @Schema(description = "Absent when the signature has been withdrawn since.")
            Explanation explanation) {}

    @Schema(name = "LogTail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TailView(
            UUID id,
            UUID site,
            LogKind kind,

            @Schema(examples = "/srv/sites/boutique/log/php.log")
            String path,

            @Nullable @Schema(description = "When it was read last; absent while it never was.")
            Instant readAt,

            @Nullable @Schema(
                    description =
                            "When entries were last found to be missing: rotated away further than they are followed.")
            Instant gapAt,

            @Nullable @Schema(description = "Why it could not be read the last time; absent when it could.")
            String trouble) {

        static TailView of(LogTail tail) {
            return new TailView(
                    tail.id(), tail.site(), tail.kind(), tail.path(), tail.readAt(), tail.gapAt(), tail.trouble());
        }
    }

    @GET
    @Path("/log-occurrences")
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List what stands in the logs of sites",
            description =
                    "The last seen first; of one site with `site`, of one signature with `signature`, of a log that was handed in with `upload`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("signature") @Nullable String signature,
            @QueryParam("upload") @Nullable UUID upload,
            @BeanParam PageParams page) {
        return occurrences
                .page(site, upload, signature, caller.visibility(), page.request())
                .map(this::view);
    }

    @GET
    @Path("/log-occurrences/{id}")
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read what stands in a log",
            description = "How often since when, with entries as samples, what it means, where to look and what to do.")
    public View read(@PathParam("id") UUID id) {
        return occurrences
                .visible(id, caller.visibility())
                .map(this::view)
                .orElseThrow(() -> Problems.notFound("log occurrence", id));
    }

    @GET
    @Path("/log-tails")
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List how far logs have been read",
            description =
                    "Of one site with `site`. A log that cannot be read says why: that nothing is found in it means nothing then.")
    public Page<TailView> tails(@QueryParam("site") @Nullable UUID site, @BeanParam PageParams page) {
        return tails.page(site, caller.visibility(), page.request()).map(TailView::of);
    }

    private View view(LogOccurrence one) {
        return new View(
                one.id(),
                one.site(),
                one.upload(),
                one.signature(),
                one.kind(),
                one.file(),
                one.line(),
                one.count(),
                one.firstSeen(),
                one.lastSeen(),
                one.samples(),
                signatures.find(one.signature()).map(Explanation::of).orElse(null));
    }
}
