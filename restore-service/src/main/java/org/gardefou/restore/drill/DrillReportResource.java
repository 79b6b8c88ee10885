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
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.page.PlainPage;
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

    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    /** As many as the longest page of the list. */
    private static final int MOST = 200;

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
        // What no text of the database's can hold is the code of no plan.
        if (plan != null && plan.indexOf(0) >= 0) throw Problems.badParameter("plan", "the code of a plan");
        PageRequest request = page.request();
        String after =
                request.after().map(cursor -> cursor.text(0).replace("\0", "")).orElse("");
        List<DrillReport> found = reports.of(month(month), after, plan, request.fetch());
        return Page.of(found, request, report -> Cursor.after(report.plan()));
    }

    @GET
    @Path("/page")
    @Transactional
    @Produces(MediaType.TEXT_HTML)
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Read a month's reports as a page",
            description = "The same for people, in French or English; the first 200 plans by their codes.")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response page(
            @Parameter(description = "A month of UTC; left out: the present one.", example = "2026-11")
                    @QueryParam("month")
                    @Nullable String month,
            @Parameter(description = "fr or en; left out: fr.", example = "fr") @QueryParam("locale") @Nullable String locale) {
        String language = locale == null ? "fr" : locale;
        if (!LANGUAGES.contains(language)) throw Problems.badParameter("locale", "fr or en");
        YearMonth asked = month(month);
        return Response.ok(DrillReportPage.html(asked, reports.of(asked, "", null, MOST), language))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .language(language)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", PlainPage.POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
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
