package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/** What the hoster's security systems and panels find about extensions, over HTTP. */
@Path("/terms/v1/security-notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Risk notices")
class SecurityNoticeResource {

    private static final String EXAMPLE = """
            {"sites": ["0198c5a2-7c00-7000-8000-000000000001"],
             "extension": {"kind": "PLUGIN", "name": "shop-turbo", "version": "1.0"},
             "fact": "VULNERABLE", "severity": "HIGH", "fixedIn": "1.1",
             "source": {"name": "vulnerability feed", "reference": "CVE-2026-12345"}}""";

    /** As many as are locked and told of in a second. */
    private static final int MOST_SITES = 200;

    private final SecurityDesk desk;
    private final Sites sites;
    private final AuditTrail trail;
    private final Caller caller;

    SecurityNoticeResource(SecurityDesk desk, Sites sites, AuditTrail trail, Caller caller) {
        this.desk = desk;
        this.sites = sites;
        this.trail = trail;
        this.caller = caller;
    }

    /** Something that was found about an extension. */
    @Schema(name = "SecurityReport")
    record Report(
            @Schema(description = "The sites that have it.") @NotEmpty @Size(max = MOST_SITES) List<@NotNull UUID> sites,

            @NotNull @Valid Extension extension,

            @NotNull SecurityFact.Finding fact,

            @Schema(description = "As the source says; UNKNOWN when left out.")
            SecurityFact.@Nullable Severity severity,

            @Schema(description = "The first version without it.", examples = "1.1") @Nullable @Size(max = 60) String fixedIn,

            @NotNull @Valid Source source) {}

    /** Which extension, as changes of it are reported. */
    @Schema(name = "ReportedExtension")
    record Extension(
            @NotNull SecurityFact.Extension kind,

            @NotBlank @Size(max = 200) @Schema(description = "The name that reports of its changes have.", examples = "shop-turbo")
            String name,

            @Nullable @Size(max = 60) @Schema(examples = "1.0")
            String version) {}

    /** Who found it. */
    @Schema(name = "SecuritySource")
    record Source(
            @NotBlank @Size(max = 200) @Schema(examples = "vulnerability feed")
            String name,

            @Nullable @Size(max = 500) @Schema(examples = "CVE-2026-12345")
            String reference) {}

    /** What became of it on one site. */
    @Schema(name = "SecurityReceipt")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            UUID site,

            @Schema(
                    description =
                            "RAISED a notice; JOINED the notice of other findings; KNOWN: it stands already; UNKNOWN_SITE: not known here, or not the caller's.")
            Outcome outcome,

            @Nullable UUID notice) {}

    /** As in the desk's, and what the desk never sees. */
    enum Outcome {
        RAISED,
        JOINED,
        KNOWN,
        UNKNOWN_SITE
    }

    /** A receipt for each site. */
    @Schema(name = "SecurityReceipts")
    record Receipts(List<Receipt> items) {}

    @POST
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel"})
    @Operation(
            summary = "Report an insecure extension",
            description =
                    "That an extension of these sites is nulled, of untrusted origin, vulnerable, closed in its directory or outdated. It raises a notice of the"
                            + " kind SECURITY for each site's customer, or joins the one that is open; the same extension, version and fact is told once while it"
                            + " stands. It ends when a change reports another version, at least the one that mends it, or that the extension was removed. A panel"
                            + " reports for its own sites only. Sites that are not known here are answered so, and do not keep the others from being told.")
    @RequestBody(required = true, content = @Content(examples = @ExampleObject(name = "a known hole", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "What became of it on each site",
            content = @Content(schema = @Schema(implementation = Receipts.class)))
    @APIResponse(responseCode = "409", description = "None of the sites is known here and the caller's.")
    public Receipts report(@NotNull @Valid Report report) {
        SecurityFact found = found(report);
        SortedSet<UUID> wanted = new TreeSet<>(report.sites);
        Map<UUID, Site> known = sites.list("id in ?1 and removed = false", wanted).stream()
                .filter(site -> caller.visibility().allows(site.customer(), site.connection()))
                .collect(Collectors.toMap(Site::id, site -> site));
        if (known.isEmpty()) throw Problems.notKnownYet("site", wanted.first());
        return new Receipts(wanted.stream()
                .map(site -> receipt(site, known.get(site), found))
                .toList());
    }

    private Receipt receipt(UUID id, @Nullable Site site, SecurityFact found) {
        if (site == null) return new Receipt(id, Outcome.UNKNOWN_SITE, null);
        // Each site by itself: nobody waits for the others, and a report that is broken off is sent again, as what
        // stands is told once.
        SecurityDesk.Receipt done = QuarkusTransaction.requiringNew().call(() -> reported(id, found));
        return new Receipt(id, Outcome.valueOf(done.outcome().name()), done.notice());
    }

    /** Whose site it is, is asked once nobody can hand it over meanwhile. */
    private SecurityDesk.Receipt reported(UUID site, SecurityFact found) {
        desk.hold(site);
        UUID customer = sites.findById(site).customer();
        SecurityDesk.Receipt done = desk.report(site, customer, List.of(found));
        if (done.outcome() != SecurityDesk.Outcome.KNOWN && caller.staff())
            trail.record("security-notice.report", "risk-notice", done.notice(), null, found);
        return done;
    }

    private static SecurityFact found(Report report) {
        String version = report.extension.version;
        String fixedIn = report.fixedIn;
        return new SecurityFact(
                report.extension.kind,
                SecurityFact.key(report.extension.name),
                version == null ? "" : SecurityFact.versionOf(version),
                report.fact,
                report.severity == null ? SecurityFact.Severity.UNKNOWN : report.severity,
                fixedIn == null || fixedIn.isBlank() ? null : SecurityFact.versionOf(fixedIn),
                Names.shown(report.source.name),
                report.source.reference == null ? null : Names.shown(report.source.reference));
    }
}
