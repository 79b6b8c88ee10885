package org.gardefou.terms.operator;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditEntries;
import org.gardefou.kit.audit.AuditEntry;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;

@Path("/terms/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit", description = "Who changed what, when, from where, before and after.")
class TermsAudit {

    private final AuditEntries entries;

    TermsAudit(AuditEntries entries) {
        this.entries = entries;
    }

    @GET
    @PermissionsAllowed("terms:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read the audit trail", description = "Newest first.")
    public Page<AuditEntry> list(@BeanParam PageParams page, @BeanParam AuditEntries.Filter filter) {
        return entries.page(page.request(), filter);
    }
}
