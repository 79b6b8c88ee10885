package org.gardefou.restore.advice;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/advice")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Advice", description = "Which restore point to take, and why.")
class AdviceResource {

    private final HostedSites sites;
    private final Advising advising;
    private final Caller caller;

    AdviceResource(HostedSites sites, Advising advising, Caller caller) {
        this.sites = sites;
        this.advising = advising;
        this.caller = caller;
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @Operation(
            summary = "Ask which restore point to take",
            description =
                    "All restore points of the site that can be used, best first, each with the reasons, what would be lost (changes, files, posts, accounts, orders) and how long it takes. The best is the newest one from before the change that the last diagnosis of an outage names, or that the files of the restore points show. `culprits` says what may have broken the site, and by what that is known.")
    @APIResponseSchema(Advice.class)
    public Advice advice(
            @Parameter(required = true, example = "0198c5a2-7c00-7000-8000-000000000001") @QueryParam("site") @Nullable UUID site,
            @Parameter(
                            description = "A support case of the site: the advice is then about its outage.",
                            example = "0198c5a2-7c00-7000-8000-000000000017")
                    @QueryParam("case")
                    @Nullable UUID supportCase) {
        if (site == null) throw Problems.badParameter("site", "the id of a site");
        if (sites.visible(site, caller.visibility()).isEmpty()) throw Problems.notFound("site", site);
        return advising.advise(site, supportCase);
    }
}
