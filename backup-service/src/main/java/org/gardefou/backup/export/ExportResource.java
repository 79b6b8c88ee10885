package org.gardefou.backup.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.export.Export.State;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.seat.Seats;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.kit.version.ETags;
import org.gardefou.restic.RepositoryPassword;
import org.jspecify.annotations.Nullable;

/**
 * Exports over HTTP. Asking for one takes no Idempotency-Key: request or answer have a password, which is stored nowhere. One of a site is made at a time, so
 * that a request that is sent twice makes no second one.
 */
@Path("/backups/v1/exports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Exports",
        description = "A customer's own copy of a restore point, under a password of their own, to take away.")
class ExportResource {

    private final Exports exports;
    private final ExportDesk desk;
    private final ExportLinks links;
    private final ExportConfig config;
    private final ProgressFeed feed;
    private final Seats seats;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ExportResource(
            Exports exports,
            ExportDesk desk,
            ExportLinks links,
            ExportConfig config,
            ProgressFeed feed,
            Seats seats,
            Caller caller,
            AuditTrail audit,
            Clock clock) {
        this.exports = exports;
        this.desk = desk;
        this.links = links;
        this.config = config;
        this.feed = feed;
        this.seats = seats;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "ExportRequest")
    record Request(
            @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
            UUID restorePoint,

            @Nullable @Schema(
                    description =
                            "What opens the copy: 12 to 200 printable ASCII characters that are not easily guessed. It is kept nowhere. Left out: one of 256 random bits is made, and answered once.",
                    examples = "cinq girafes lisent au jardin")
            String password) {

        /** The password is not for the log. */
        @Override
        public String toString() {
            return "ExportRequest[" + restorePoint + "]";
        }
    }

    @Schema(name = "Export")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,
            UUID customer,
            UUID restorePoint,
            @Schema(examples = "READY") State state,
            @Nullable Progress progress,

            @Nullable @Schema(
                    description =
                            "Since when it waits for its turn, as much other work being done at the storage as may be; left out: it does not wait for that. The turn comes by itself.")
            Instant inLineSince,

            @Nullable @Schema(description = "Of the download, once it is ready.", examples = "41943040")
            Long bytes,

            @Nullable @Schema(description = "Why it failed, and what to do.")
            Text failure,

            @Nullable @Schema(
                    description = "What opens the copy: shown now and never again. Only where the request had none.",
                    examples = "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            String password,

            Instant requestedAt,
            @Nullable Instant readyAt,

            @Nullable @Schema(description = "Until when it can be fetched.")
            Instant expiresAt,

            @Nullable Instant endedAt) {

        static View of(
                Export export, @Nullable Progress progress, @Nullable Instant inLineSince, @Nullable String password) {
            return new View(
                    export.id(),
                    export.site(),
                    export.customer(),
                    export.restorePoint(),
                    export.state(),
                    progress,
                    inLineSince,
                    export.bytes().orElse(null),
                    export.failure().orElse(null),
                    password,
                    export.requestedAt(),
                    export.readyAt().orElse(null),
                    export.expiresAt().orElse(null),
                    export.endedAt().orElse(null));
        }

        /** The password is not for the log. */
        @Override
        public String toString() {
            return "Export[" + id + "]";
        }
    }

    @Schema(name = "ExportLink")
    record Link(
            @Schema(
                    description =
                            "Below the edge's address. Whoever has it can fetch the export; without the password it opens for nobody.",
                    examples = "/backups/exports/3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            String href,

            Instant expiresAt) {

        /** The address is not for the log. */
        @Override
        public String toString() {
            return "ExportLink";
        }
    }

    @POST
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "202", description = "It is being made; `Location` names it.")
    @APIResponse(
            responseCode = "400",
            description = "The password is too short, too easily guessed, or cannot be typed everywhere.")
    @APIResponse(responseCode = "404", description = "There is no such restore point, or not for this token.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The restore point has expired, an export of the site is being made, or there is no room for one.")
    @APIResponse(
            responseCode = "429",
            description =
                    "As many as there may be were asked for in the last 24 hours; `Retry-After` says when the next can be.")
    @APIResponse(responseCode = "503", description = "The place for exports cannot be used now.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    @Operation(
            summary = "Ask for a customer's own copy",
            description =
                    "Of one restore point: a repository of stock restic under a password that only who asks knows, to be fetched as one tar file with instructions in it. Poll it, or listen to its events; when it is READY make a link. It goes by itself after some days. A customer and a panel may ask for 2 of a site in 24 hours, or as many as the hoster has set. There is no Idempotency-Key, since request or answer have a password: while one of the site is being made, another is refused.")
    public Response request(@NotNull @Valid Request request) {
        String given = request.password();
        if (given != null) {
            PasswordRule.refusal(given).ifPresent(why -> {
                throw Problems.validation("/password", why);
            });
        }
        String password = given == null ? RepositoryPassword.generate().reveal() : given;
        Export export = desk.order(
                request.restorePoint(), RepositoryPassword.of(password), caller.visibility(), !caller.staff());
        return Response.accepted(View.of(export, null, null, given == null ? password : null))
                .location(URI.create("/backups/v1/exports/" + export.id()))
                .tag(ETags.of(export.version()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List exports",
            description = "Newest first; of one site with `site`, in one state with `state`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") @Nullable State state,
            @BeanParam PageParams page) {
        return exports.page(site, state, caller.visibility(), page.request()).map(this::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponseSchema(View.class)
    @Operation(
            summary = "Read an export",
            description = "How far it is, until when it can be fetched, and why it failed if it did.")
    public Response read(@PathParam("id") UUID id) {
        return answer(visible(id));
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponseSchema(View.class)
    @Operation(
            summary = "Cancel or remove an export",
            description =
                    "One that is being made ends, one that is ready is deleted, and its links with it. Asked again it changes nothing.")
    public Response end(@PathParam("id") UUID id) {
        Export export = exports.locked(id, caller.visibility()).orElseThrow(() -> Problems.notFound("export", id));
        if (!export.state().ended()) {
            desk.end(export);
            exports.flush();
            audit.record("export.ended", "export", id, null, export.state());
        }
        return answer(export);
    }

    @POST
    @Path("/{id}/links")
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "201", description = "Made; `href` is told only here.")
    @APIResponse(responseCode = "409", description = "It is not ready, or gone.")
    @APIResponseSchema(value = Link.class, responseCode = "201")
    @Operation(
            summary = "Make a link to the download",
            description =
                    "Good for a day, and never longer than the export: a browser or `curl -C -` fetches it without a token, and goes on where it broke off (`Range`). It is kept as a hash. There is no Idempotency-Key, since the answer has a secret: a link too many expires unused.")
    public Response link(@PathParam("id") UUID id) {
        Export export = visible(id);
        Instant until = export.expiresAt()
                .filter(_ -> export.state() == State.READY)
                .orElseThrow(() -> Problems.conflict(
                        "The export is %s: only one that is READY can be fetched. Poll it, or ask for another one."
                                .formatted(export.state())));
        Instant day = clock.instant().plus(config.link());
        Instant expiresAt = day.isBefore(until) ? day : until;
        LinkToken token = LinkToken.next();
        links.persist(new ExportLink(token, id, expiresAt));
        audit.record("export.linked", "export", id, null, expiresAt);
        return Response.created(URI.create("/backups/v1/exports/" + id))
                .entity(new Link(DownloadResource.PATH + "/" + token.text(), expiresAt))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Listen to an export",
            description = "Server-Sent Events: step, percent, bytes. Ends when it can be fetched, or has ended.")
    public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
        visible(id);
        return feed.events(id, sse, () -> stored(id));
    }

    private Optional<Progress> stored(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> exports.findByIdOptional(id).map(ExportResource::progress));
    }

    private static Progress progress(Export export) {
        Instant at = export.endedAt().or(export::readyAt).orElse(export.requestedAt());
        String step = export.state().name();
        return export.state().running() ? Progress.at(step, at) : Progress.finished(step, at);
    }

    private View view(Export export) {
        Instant inLine = export.state() == State.QUEUED
                ? seats.inLineSince(ExportJob.NAME, export.id().toString()).orElse(null)
                : null;
        return View.of(export, feed.latest(export.id()).orElse(null), inLine, null);
    }

    private Response answer(Export export) {
        return Response.ok(view(export)).tag(ETags.of(export.version())).build();
    }

    private Export visible(UUID id) {
        return exports.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("export", id));
    }
}
