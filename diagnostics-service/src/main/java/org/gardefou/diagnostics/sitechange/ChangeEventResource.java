package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.site.SiteDirectory;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.gardefou.diagnostics.sitechange.ChangeStore.Stored;
import org.gardefou.kit.commit.SharedCommit;
import org.gardefou.kit.outbox.RelayBell;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.trace.Trace;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/change-events")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Site changes", description = "What somebody did to a site: reported as CloudEvents, read as a list.")
class ChangeEventResource {

    private static final String BINARY_EXAMPLE = """
            {"actor":{"kind":"CUSTOMER","id":"webmaster"},
             "object":{"kind":"PLUGIN","name":"shop-turbo","path":"wp-content/plugins/shop-turbo"},
             "before":{"version":"1.0"},"after":{"version":"2.0"}}""";

    private static final String BATCH_EXAMPLE = """
            [{"specversion":"1.0","id":"evt-2","source":"/panel/demo","type":"org.gardefou.site.theme-changed.v1",
              "subject":"boutique.example","time":"2026-11-23T10:00:00Z",
              "data":{"actor":{"kind":"CUSTOMER","id":"webmaster"},
                      "object":{"kind":"THEME","name":"storefront","path":"wp-content/themes/storefront"}}},
             {"specversion":"1.0","id":"evt-3","source":"/panel/demo","type":"org.gardefou.site.dns-changed.v1",
              "subject":"boutique.example","time":"2026-11-23T10:01:00Z",
              "data":{"actor":{"kind":"STAFF","id":"nathalie"},
                      "object":{"kind":"DNS_RECORD","name":"www.boutique.example"},
                      "before":{"A":"192.0.2.17"},"after":{"A":"192.0.2.18"}}}]""";

    private static final String EXAMPLE = """
            {"specversion":"1.0","id":"evt-1","source":"/panel/demo","type":"org.gardefou.site.plugin-updated.v1",
             "subject":"boutique.example","time":"2026-11-23T10:00:00Z",
             "data":{"actor":{"kind":"CUSTOMER","id":"webmaster"},
                     "object":{"kind":"PLUGIN","name":"shop-turbo","path":"wp-content/plugins/shop-turbo"},
                     "before":{"version":"1.0"},"after":{"version":"2.0"}}}""";

    /** What is read in less time than a thread takes to wake. */
    private static final int SMALL = 16 * 1024;

    private final CloudEvents events;
    private final SiteDirectory sites;
    private final ChangeStore store;
    private final Event<ChangeReported> reported;
    private final AgroalDataSource dataSource;
    private final RelayBell bell;
    private final Caller caller;
    private final ManagedExecutor workers;

    ChangeEventResource(
            CloudEvents events,
            SiteDirectory sites,
            ChangeStore store,
            Event<ChangeReported> reported,
            AgroalDataSource dataSource,
            RelayBell bell,
            Caller caller,
            ManagedExecutor workers) {
        this.events = events;
        this.sites = sites;
        this.store = store;
        this.reported = reported;
        this.dataSource = dataSource;
        this.bell = bell;
        this.caller = caller;
        this.workers = workers;
    }

    /**
     * Who reports.
     *
     * @param hosters an operator, or one of the hoster's systems; otherwise the panel of the site's connection
     */
    private record Reporter(Visibility visibility, boolean hosters) {}

    private Reporter reporter() {
        return new Reporter(caller.visibility(), caller.staff());
    }

    @Schema(name = "ChangeReceipt")
    record Receipt(
            UUID id,

            @Schema(description = "Whether this event was reported before.")
            boolean repeated) {}

    /** What became of one event of a batch. */
    @Schema(name = "ChangeResult")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Schema(examples = "202") int status,
            @Nullable UUID id,
            @Nullable String detail,

            @Nullable @Schema(description = "What is wrong with the event, and where in it.")
            List<Violation> violations) {

        static Result stored(@Nullable UUID id) {
            return new Result(202, id, null, null);
        }

        static Result refused(HttpProblem problem) {
            List<Violation> violations = problem.getParameters().get("violations") instanceof List<?> all
                    ? all.stream().map(Violation.class::cast).toList()
                    : null;
            return new Result(problem.getStatusCode(), null, problem.getDetail(), violations);
        }
    }

    @POST
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:system", "as:panel", "as:operator"})
    @Consumes("application/cloudevents+json")
    @APIResponse(responseCode = "422", description = "No site that this token may report for is meant.")
    @Operation(
            summary = "Report a change",
            description =
                    "CloudEvents 1.0 in three forms. Structured: one event as `application/cloudevents+json`. Batch: an array of up to 500 events as `application/cloudevents-batch+json`, answered 200 with a result for each, in their order; one that is wrong keeps none of the others. Binary: the event's data as `application/json`, its attributes in `ce-` headers. `subject` is the site's id or one of its domains. The same source and id again changes nothing and names the first change. The actor is `CUSTOMER`, `STAFF` or `AUTOMATION` of the hoster, or `UNKNOWN`. That it was the hoster (`STAFF`, `AUTOMATION`) is believed of operators, of the hoster's systems, and of a panel whose connection has `vouchesForHoster`; of any other panel, and always of a WordPress, the actor is stored as `UNKNOWN`, with what was said in `claimed`.")
    @Parameter(
            name = "ce-specversion",
            in = ParameterIn.HEADER,
            description = "Binary mode only, as are all `ce-` headers: the version of CloudEvents.",
            schema = @Schema(type = SchemaType.STRING, enumeration = "1.0"))
    @Parameter(
            name = "ce-id",
            in = ParameterIn.HEADER,
            description = "Binary mode: unique for its source.",
            schema = @Schema(type = SchemaType.STRING, examples = "evt-1"))
    @Parameter(
            name = "ce-source",
            in = ParameterIn.HEADER,
            description = "Binary mode: who reports.",
            schema = @Schema(type = SchemaType.STRING, examples = "/panel/demo"))
    @Parameter(
            name = "ce-type",
            in = ParameterIn.HEADER,
            description = "Binary mode: what kind of change it was, one of the types of a structured event.",
            schema = @Schema(type = SchemaType.STRING, examples = "org.gardefou.site.plugin-updated.v1"))
    @Parameter(
            name = "ce-subject",
            in = ParameterIn.HEADER,
            description = "Binary mode: the site's id, or one of its domains.",
            schema = @Schema(type = SchemaType.STRING, examples = "boutique.example"))
    @Parameter(
            name = "ce-time",
            in = ParameterIn.HEADER,
            description = "Binary mode: when it happened; the time of the report when left out.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time", examples = "2026-11-23T10:00:00Z"))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/cloudevents+json",
                        schema = @Schema(implementation = ChangeEvent.class),
                        examples = @ExampleObject(name = "plugin updated", value = EXAMPLE)),
                @Content(
                        mediaType = "application/cloudevents-batch+json",
                        schema =
                                @Schema(
                                        type = SchemaType.ARRAY,
                                        implementation = ChangeEvent.class,
                                        maxItems = CloudEvents.LARGEST_BATCH),
                        examples = @ExampleObject(name = "two events", value = BATCH_EXAMPLE)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChangeEvent.Data.class),
                        examples = @ExampleObject(name = "the data, with ce- headers", value = BINARY_EXAMPLE))
            })
    @APIResponse(
            responseCode = "202",
            description = "Stored; `Location` names the change.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Receipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "A batch: what became of each of its events.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Result.class)))
    @NonBlocking
    public CompletionStage<Response> report(@Context UriInfo here, byte[] body) {
        return store(here.getBaseUri(), body.length, () -> events.structured(body));
    }

    @POST
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:system", "as:panel", "as:operator"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    @NonBlocking
    public CompletionStage<Response> reportBinary(@Context UriInfo here, @Context HttpHeaders headers, byte[] body) {
        return store(here.getBaseUri(), body.length, () -> events.binary(headers, body));
    }

    @POST
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:system", "as:panel", "as:operator"})
    @Consumes("application/cloudevents-batch+json")
    @Operation(hidden = true)
    public List<Result> reportBatch(byte[] body) {
        Reporter reporter = reporter();
        Trace trace = Trace.current();
        List<Result> results = new ArrayList<>();
        List<NewChange> changes = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (JsonNode event : events.batch(body)) {
            try {
                ReportedChange change = events.event(event);
                changes.add(prepared(change, reporter, trace));
                places.add(results.size());
                results.add(Result.stored(null));
            } catch (HttpProblem problem) {
                results.add(Result.refused(problem));
            }
        }
        if (changes.isEmpty()) return results;
        List<Stored> stored = storeTogether(changes);
        for (int i = 0; i < stored.size(); i++) {
            results.set(places.get(i), Result.stored(stored.get(i).id()));
            if (!stored.get(i).repeated()) tell(changes.get(i).site());
        }
        return results;
    }

    /**
     * Takes one report in without a thread of its own that would wait for the commit: most of the time goes into the requests that come
     * together, not into the report. What could hold up the others - a large body, a site that must be read - goes to a worker.
     */
    private CompletionStage<Response> store(URI base, int size, Supplier<ReportedChange> report) {
        Reporter reporter = reporter();
        Trace trace = Trace.current();
        if (size > SMALL) {
            return workers.supplyAsync(() -> prepared(report.get(), reporter, trace))
                    .thenCompose(prepared -> store(base, prepared));
        }
        ReportedChange change = report.get();
        if (sites.remembered(change.subject()).isEmpty()) {
            return workers.supplyAsync(() -> prepared(change, reporter, trace))
                    .thenCompose(prepared -> store(base, prepared));
        }
        return store(base, prepared(change, reporter, trace));
    }

    private NewChange prepared(ReportedChange change, Reporter reporter, Trace trace) {
        Known site = site(change, reporter.visibility());
        ClaimedActor.weigh(change.data(), reporter.hosters() || site.connectionVouches());
        return store.prepare(site, change, trace);
    }

    private CompletionStage<Response> store(URI base, NewChange change) {
        try {
            return store.store(change).thenApply(stored -> answer(base, change.site(), stored));
        } catch (SharedCommit.Overloaded e) {
            throw Problems.tooManyRequests(Duration.ofSeconds(1));
        }
    }

    /** @param base of the address that was asked: there is no request any more whose it could be taken from */
    private Response answer(URI base, Known site, Stored stored) {
        if (!stored.repeated()) tell(site);
        return Response.accepted(new Receipt(stored.id(), stored.repeated()))
                .location(base.resolve("/diagnostics/v1/site-changes/" + stored.id()))
                .build();
    }

    private List<Stored> storeTogether(List<NewChange> changes) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Stored> stored = store.storeTogether(connection, changes);
                connection.commit();
                bell.ring();
                return stored;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }

    private void tell(Known site) {
        reported.fire(new ChangeReported(site.site()));
    }

    private Known site(ReportedChange change, Visibility visibility) {
        return sites.find(change.subject())
                .filter(known -> known.openTo(visibility))
                .orElseThrow(() -> Problems.of(
                        ProblemType.UNPROCESSABLE,
                        "There is no site \"%s\" that this token may report for. Register it with POST /diagnostics/v1/sites, or correct the subject."
                                .formatted(change.subject())));
    }
}
