package org.gardefou.support.hours;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;

@Path("/support/v1/holiday-calendars")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Response times", description = "How long a case may wait, in which hours, and what is late.")
class HolidayCalendarResource {

    private static final String CODE = "[a-z0-9][a-z0-9-]{0,39}";

    private static final int LONGEST = 200_000;
    private static final String NAME = "Jours fériés, France";
    private static final String ICAL =
            "An iCalendar (RFC 5545) as calendar services publish it. Its whole days count, also those that repeat; events with a time of day are left out.";
    private static final String EXAMPLE =
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//FR\nBEGIN:VEVENT\nUID:noel@example.com\nDTSTAMP:20261101T000000Z\nDTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY\nSUMMARY:Noël\nEND:VEVENT\nEND:VCALENDAR\n";

    private final HolidayCalendars calendars;
    private final AuditTrail audit;
    private final Clock clock;

    HolidayCalendarResource(HolidayCalendars calendars, AuditTrail audit, Clock clock) {
        this.calendars = calendars;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "NewHolidayCalendar")
    record Named(
            @NotNull @Pattern(regexp = CODE) @Schema(examples = "fr-jours-feries")
            String code,

            @NotBlank @Size(max = 100) @Schema(examples = NAME)
            String name,

            @NotBlank @Size(max = LONGEST) @MultiLine @Schema(description = ICAL, examples = EXAMPLE)
            String ical) {}

    @Schema(name = "HolidayCalendarText")
    record Text(
            @NotBlank @Size(max = 100) @Schema(examples = NAME)
            String name,

            @NotBlank @Size(max = LONGEST) @MultiLine @Schema(description = ICAL, examples = EXAMPLE)
            String ical) {}

    @Schema(name = "HolidayCalendar")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            @Schema(examples = "fr") String code,
            String name,

            @Schema(description = "From a year ago to ten years ahead.", examples = "{\"2026-12-25\": \"Noël\"}")
            Map<LocalDate, String> days,

            Instant changedAt) {

        static View of(HolidayCalendar calendar) {
            return new View(calendar.code(), calendar.name(), calendar.days(), calendar.changedAt());
        }
    }

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "List holiday calendars", description = "Each with its days.")
    public List<View> list() {
        return calendars.all().stream().map(View::of).toList();
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Add a holiday calendar",
            description =
                    "Response time policies name it by its code. Only leave out days that the terms leave out too: a customer was promised what stands there.")
    @APIResponse(responseCode = "201", description = "Added; `Location` names it.")
    @APIResponse(responseCode = "409", description = "There is one with this code.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response add(@NotNull @Valid Named named) {
        if (calendars.findByIdOptional(named.code()).isPresent())
            throw Problems.conflict(
                    "There is a calendar %1$s. Replace its days with PUT /support/v1/holiday-calendars/%1$s, or choose another code."
                            .formatted(named.code()));
        Instant now = clock.instant();
        HolidayCalendar calendar =
                new HolidayCalendar(named.code(), named.name().strip(), days(named.ical(), now), now);
        calendars.persistAndFlush(calendar);
        audit.record("holiday-calendar.add", "holiday calendar", named.code(), null, View.of(calendar));
        return answer(Response.created(URI.create("/support/v1/holiday-calendars/" + named.code())), calendar);
    }

    @GET
    @Path("/{code}")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "Read a holiday calendar", description = "Its days, as they are left out of the open hours.")
    @APIResponse(responseCode = "404", description = "There is no such calendar.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("code") @Schema(examples = "fr") String code) {
        return answer(Response.ok(), known(code));
    }

    @PUT
    @Path("/{code}")
    @Transactional
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Replace the days of a holiday calendar",
            description =
                    "All of them. Counts for cases that wait for our people from now on; clocks that run keep the days they were started with.")
    @APIResponse(responseCode = "404", description = "There is no such calendar.")
    @APIResponseSchema(View.class)
    public Response replace(
            @PathParam("code") @Schema(examples = "fr") String code,
            @BeanParam IfMatch ifMatch,
            @NotNull @Valid Text text) {
        HolidayCalendar calendar = known(code);
        ifMatch.check(calendar, HolidayCalendar::version);
        View before = View.of(calendar);
        Instant now = clock.instant();
        calendar.holds(text.name().strip(), days(text.ical(), now), now);
        calendars.flush();
        audit.record("holiday-calendar.replace", "holiday calendar", code, before, View.of(calendar));
        return answer(Response.ok(), calendar);
    }

    private HolidayCalendar known(String code) {
        return calendars.findByIdOptional(code).orElseThrow(() -> Problems.notFound("holiday calendar", code));
    }

    private static SortedMap<LocalDate, String> days(String ical, Instant now) {
        return IcalHolidays.read(ical, LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private static Response answer(Response.ResponseBuilder builder, HolidayCalendar calendar) {
        return builder.entity(View.of(calendar))
                .tag(ETags.of(calendar.version()))
                .build();
    }
}
