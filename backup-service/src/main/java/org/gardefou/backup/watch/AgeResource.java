package org.gardefou.backup.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/ages")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Ages", description = "How old the last good restore point of each site is, and whether that is too old.")
class AgeResource {

    private final BackupAges ages;
    private final Caller caller;

    AgeResource(BackupAges ages, Caller caller) {
        this.ages = ages;
        this.caller = caller;
    }

    @Schema(name = "BackupAge")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID site,
            UUID customer,

            @Nullable @Schema(
                    description = "The last good restore point; absent: there is none.",
                    examples = "0198c5a2-7c00-7000-8000-000000000011")
            UUID lastGood,

            @Nullable @Schema(description = "When it was taken.")
            Instant takenAt,

            @Nullable @Schema(description = "When the next one is due at the latest; absent: nobody promised any.")
            Instant dueSince,

            @Nullable @Schema(description = "Since when the alarm is on; absent: it is not.")
            Instant overdueSince,

            @Schema(description = "How many times the alarm was repeated.", examples = "0")
            int reminders) {

        static View of(BackupAge age) {
            return new View(
                    age.site(),
                    age.customer(),
                    age.lastGood().orElse(null),
                    age.lastGoodAt().orElse(null),
                    age.alarmAt().isPresent() ? age.dueSince() : null,
                    age.overdueSince().orElse(null),
                    age.reminders());
        }
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List the ages of last good restore points",
            description = "By site; of one site with `site`, those that are too old with `overdue=true`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @Parameter(description = "Whether only those that are too old are listed.")
                    @QueryParam("overdue")
                    @DefaultValue("false")
                    boolean overdue,
            @BeanParam PageParams page) {
        return ages.page(site, overdue, caller.visibility(), page.request()).map(View::of);
    }
}
