package org.gardefou.backup.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Usage", description = "What backups take, how much they may take, and what it costs.")
class UsageResource {

    private final Usages usages;
    private final Quotas quotas;
    private final UsageConfig config;
    private final Caller caller;

    UsageResource(Usages usages, Quotas quotas, UsageConfig config, Caller caller) {
        this.usages = usages;
        this.quotas = quotas;
        this.config = config;
        this.caller = caller;
    }

    @Schema(name = "UsageCost")
    record Cost(
            @Schema(description = "For a month, in minor units.", examples = "42")
            long amount,

            @Schema(description = "ISO 4217.", examples = "EUR")
            String currency) {}

    @Schema(name = "Usage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            @Schema(examples = "3") long sites,

            @Schema(description = "Restore points that can be gone back to.", examples = "21")
            long restorePoints,

            @Schema(description = "Bytes of the files of each site's newest restore point.", examples = "1500000000")
            long raw,

            @Schema(description = "Bytes of all restore points, as if each were a copy.", examples = "31500000000")
            long logical,

            @Schema(
                    description =
                            "Bytes that the repositories take: measured once a week, and what backups have added since.",
                    examples = "1900000000")
            long stored,

            @Schema(description = "The share of `logical` that need not be stored, 0 to 1.", examples = "0.94")
            double deduplicated,

            @Schema(description = "Bytes that may be stored; absent: any number, or a server.", examples = "5000000000")
            @Nullable Long quota,

            @Schema(description = "Absent where the hoster sets no price.") @Nullable Cost cost) {}

    @Schema(name = "UsageDay")
    record DayView(
            @Schema(examples = "2026-11-23") LocalDate day,
            @Schema(examples = "3") long sites,
            @Schema(examples = "21") long restorePoints,
            @Schema(examples = "1500000000") long raw,
            @Schema(examples = "31500000000") long logical,
            @Schema(examples = "1900000000") long stored) {

        static DayView of(Usages.Day day) {
            Usage usage = day.usage();
            return new DayView(day.day(), usage.sites(), usage.points(), usage.raw(), usage.logical(), usage.stored());
        }
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "404", description = "There is none, or not for this token.")
    @Operation(
            summary = "Read what backups take",
            description =
                    "Of a `site`, a `customer` or a `server`: one of the three. Only sites that the token may see are in the sums.")
    public View now(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("customer") @Nullable UUID customer,
            @QueryParam("server") @Nullable UUID server) {
        Whose whose = Whose.of(site, customer, server);
        Usage usage = usages.now(whose, caller.visibility());
        if (usage.sites() == 0) throw Problems.notFound(whose.column(), whose.id());
        return new View(
                usage.sites(),
                usage.points(),
                usage.raw(),
                usage.logical(),
                usage.stored(),
                usage.deduplicated(),
                quota(whose),
                config.pricePerGbMonth()
                        .map(price -> new Cost(usage.cost(price), config.currency()))
                        .orElse(null));
    }

    private @Nullable Long quota(Whose whose) {
        OptionalLong most =
                switch (whose.column()) {
                    case "site" -> quotas.most(whose.id(), Quota.Subject.SITE);
                    case "customer" -> quotas.most(whose.id(), Quota.Subject.CUSTOMER);
                    default -> OptionalLong.empty();
                };
        return most.isPresent() ? most.getAsLong() : null;
    }

    @GET
    @Path("/days")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List what backups took, day by day",
            description =
                    "Newest first, as it was at the first hour of each day (UTC); of a `site`, a `customer` or a `server`. A site that has moved is counted where it was then.")
    public Page<DayView> days(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("customer") @Nullable UUID customer,
            @QueryParam("server") @Nullable UUID server,
            @BeanParam PageParams page) {
        PageRequest request = page.request();
        LocalDate before = request.after().map(UsageResource::day).orElse(LocalDate.of(9999, 12, 31));
        return Page.of(
                        usages.days(Whose.of(site, customer, server), before, request.fetch(), caller.visibility()),
                        request,
                        day -> Cursor.after(day.day().toEpochDay()))
                .map(DayView::of);
    }

    private static LocalDate day(Cursor cursor) {
        // Some eight thousand years: what a client makes up is another place in the same list.
        return LocalDate.ofEpochDay(Math.clamp(cursor.number(0), 0, 2_900_000));
    }
}
