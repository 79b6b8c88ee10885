package org.gardefou.restore.drill;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/drill-reports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Drills")
class DrillReportResource {

    private final DrillReports reports;
    private final Clock clock;

    DrillReportResource(DrillReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Read what a month's drills showed, plan by plan",
            description =
                    "One report for each plan that promises restores, by its code: how many of its sites were tried, how they ended, how long it took until they answered and how old the points were, against what the plan promises, and the sites that need a look.")
    public Page<DrillReport> list(
            @Parameter(description = "Only the report of the plan with this code.", example = "standard")
                    @QueryParam("plan")
                    @Nullable String plan,
            @Parameter(description = "A month of UTC; left out: the present one.", example = "2026-11")
                    @QueryParam("month")
                    @Nullable String month,
            @BeanParam PageParams page) {
        PageRequest request = page.request();
        String after = request.after().map(cursor -> cursor.text(0)).orElse("");
        List<DrillReport> found = reports.of(month(month), after, plan, request.fetch());
        return Page.of(found, request, report -> Cursor.after(report.plan()));
    }

    private YearMonth month(@Nullable String asked) {
        if (asked == null) return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        try {
            YearMonth month = YearMonth.parse(asked);
            if (month.getYear() >= 1970 && month.getYear() <= 9999) return month;
        } catch (DateTimeException e) {
            // Said below.
        }
        throw Problems.badParameter("month", "a month such as 2026-11");
    }
}
