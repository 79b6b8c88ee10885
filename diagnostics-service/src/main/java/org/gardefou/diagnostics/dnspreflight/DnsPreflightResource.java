package org.gardefou.diagnostics.dnspreflight;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

@Path("/diagnostics/v1/dns-preflights")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "DNS pre-flight", description = "What a change of a zone would break, said before it is saved.")
class DnsPreflightResource {

    private final Sites sites;
    private final Caller caller;
    private final Clock clock;

    DnsPreflightResource(Sites sites, Caller caller, Clock clock) {
        this.sites = sites;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "DnsPreflightRequest")
    record Request(
            @NotNull @Schema(
                    description = "The site whose zone it is; the zone is one of its domains, or above one.",
                    examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @NotNull @Size(max = 253) @Pattern(regexp = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+\\.?")
            @Schema(examples = "boutique.example")
            String zone,

            @NotNull @Valid @Schema(
                    description = "The zone as it is.",
                    examples =
                            "{\"records\": [{\"name\": \"@\", \"type\": \"MX\", \"ttl\": 3600, \"value\": \"10 mail.hoster.example.\"}]}")
            ZoneText before,

            @NotNull @Valid @Schema(description = "The whole zone as it is to be.", examples = "{\"records\": []}")
            ZoneText after,

            @Nullable @Valid Hosting hosting) {}

    /**
     * @param risks the worst first
     * @param everywhereBy when everybody would see the new zone, if it were saved now and every server had it at once
     * @param notChecked what the zone alone does not tell
     */
    @Schema(name = "DnsPreflight")
    record View(
            UUID site,
            @Schema(examples = "boutique.example") String zone,
            List<Risk> risks,

            @Schema(description = "When everybody would see the new zone, if it were saved now.")
            Instant everywhereBy,

            @Schema(
                    description =
                            "What could not be checked, and why: that it is not among the risks does not say that it is well.")
            List<Text> notChecked) {}

    @POST
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Ask what a DNS change would break",
            description =
                    "Compares the zone as it is with the zone as it is to be: addresses, aliases, mail servers, SPF, DKIM, DMARC, name servers, DNSSEC, CAA, times. Nothing is stored, changed or asked for on the network; each risk says what to do.")
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @APIResponse(responseCode = "200", description = "The risks, the worst first; none when the change is harmless.")
    @APIResponseSchema(value = View.class, responseCode = "200")
    public View ask(@NotNull @Valid Request request) {
        Site site = sites.visible(request.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", request.site()));
        Name origin = origin(request.zone());
        if (site.place().domains().stream().noneMatch(domain -> isIn(domain, origin)))
            throw Problems.validation(
                    "/zone", "is the zone of none of the site's domains. Name the zone that one of them is in.");
        Hosting hosting = request.hosting() == null ? Hosting.UNKNOWN : request.hosting();
        Change change = new Change(
                request.before().zone(origin, "/before"), request.after().zone(origin, "/after"), hosting);
        return new View(
                site.id(),
                origin.toString(true),
                PreflightRules.risks(change),
                clock.instant().plusSeconds(PreflightRules.oldSeenFor(change)),
                notChecked(hosting));
    }

    private static Name origin(String zone) {
        try {
            return Name.fromString(zone.toLowerCase(Locale.ROOT), Name.root);
        } catch (TextParseException e) {
            throw Problems.validation("/zone", "is no name of a zone. Write it as boutique.example.");
        }
    }

    private static boolean isIn(String domain, Name origin) {
        String host = domain.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
        String zone = origin.toString(true);
        return host.equals(zone) || host.endsWith("." + zone);
    }

    private static List<Text> notChecked(Hosting hosting) {
        List<Text> open = new ArrayList<>();
        open.add(new Text(
                "Les noms hors de la zone (serveurs de courrier, alias, « include » de SPF) n'ont pas été demandés.",
                "Names outside the zone (mail servers, aliases, SPF's includes) were not asked for."));
        if (hosting.addresses().isEmpty())
            open.add(
                    new Text(
                            "Sans les adresses de l'hébergement, rien ne dit si le site le quitte : donnez hosting.addresses.",
                            "Without the hosting's addresses nothing tells whether the site leaves it: give hosting.addresses."));
        if (hosting.nameServers().isEmpty())
            open.add(
                    new Text(
                            "Sans les serveurs de noms de l'hébergeur, rien ne dit si la zone les quitte : donnez hosting.nameServers.",
                            "Without the hoster's name servers nothing tells whether the zone leaves them: give hosting.nameServers."));
        if (hosting.mailServers().isEmpty())
            open.add(new Text(
                    "Sans les serveurs de courrier d'ici, rien ne dit si le courrier les quitte : donnez hosting.mailServers.",
                    "Without the mail servers here nothing tells whether mail leaves them: give hosting.mailServers."));
        if (hosting.certificateAuthorities().isEmpty())
            open.add(new Text(
                    "Sans l'autorité du certificat, CAA n'a pas été comparé : donnez hosting.certificateAuthorities.",
                    "Without the certificate's authority CAA was not compared: give hosting.certificateAuthorities."));
        return open;
    }
}
