package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/** The question before a change: what would you tell me? By the same composer as the notice itself; nothing is written. */
@Path("/terms/v1/risk-notices/dry-run")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Risk notices")
class PreviewResource {

    private static final String EXAMPLE = """
            {"site": "0198c5a2-7c00-7000-8000-000000000001", "type": "site.dns-changed",
             "object": {"kind": "DNS_RECORD", "name": "boutique.example", "recordType": "MX"},
             "before": {"values": ["10 mail.example."]}, "after": {"values": ["10 mx.other.example."]}}""";

    private final Sites sites;
    private final NoticeWriter writer;
    private final Drafting drafting;
    private final ObjectMapper json;
    private final Caller caller;
    private final Clock clock;

    PreviewResource(
            Sites sites, NoticeWriter writer, Drafting drafting, ObjectMapper json, Caller caller, Clock clock) {
        this.sites = sites;
        this.writer = writer;
        this.drafting = drafting;
        this.json = json;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Ask what would be told of a change",
            description =
                    "Before it is made: the notice that this change would raise if it happened now, or what the open notice would say once the change"
                            + " has joined it, and what to do about backups first. Nothing is written, and nobody counts as warned.")
    @RequestBody(required = true, content = @Content(examples = @ExampleObject(name = "MX records", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "What would be told",
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(responseCode = "409", description = "The site is not known here, or not the caller's.")
    public Preview preview(@NotNull @Valid Preview.Planned planned) {
        Kind kind = Kind.known(planned.type())
                .orElseThrow(() -> Problems.validation(
                        "/type", "must be one of " + String.join(", ", new TreeSet<>(Kind.types()))));
        Site site = sites.findById(planned.site());
        if (site == null || site.removed() || !caller.visibility().allows(site.customer(), site.connection()))
            throw Problems.notKnownYet("site", planned.site());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID change = Ids.next();
        ChangeEvent event = event(planned, change, site, now);
        NoticeWriter.Standing standing =
                writer.look(planned.site(), site.customer(), now, drafting.grouping(kind, event));
        Drafting.Draft draft = drafting.draft(kind, event, standing, now);
        NoticeWriter.Open joined = standing.joined();
        return new Preview(
                NoticeView.Draft.of(event, kind, standing, draft),
                joined == null ? null : joined.notice(),
                draft.level() == Risk.DANGER,
                backupFirst(draft.level(), standing.lastGood(), now));
    }

    private ChangeEvent event(Preview.Planned planned, UUID change, Site site, Instant now) {
        Preview.Actor actor = planned.actor();
        ChangeEvent.Actor who = actor == null
                ? new ChangeEvent.Actor(Preview.Who.CUSTOMER.name(), null)
                : new ChangeEvent.Actor(actor.kind().name(), actor.id());
        ObjectNode object = json.createObjectNode()
                .put("kind", planned.object().kind())
                .put("name", planned.object().name());
        put(object, "path", planned.object().path());
        put(object, "recordType", planned.object().recordType());
        return new ChangeEvent(
                change,
                planned.site(),
                site.customer(),
                who,
                object,
                side("/before", planned.before()),
                side("/after", planned.after()),
                now);
    }

    private static void put(ObjectNode object, String field, @Nullable String value) {
        if (value != null) object.put(field, value);
    }

    private static @Nullable JsonNode side(String pointer, @Nullable JsonNode side) {
        if (side == null || side.isNull()) return null;
        if (!side.isObject()) throw Problems.validation(pointer, "must be an object, as in the report of a change");
        return side;
    }

    private static Text backupFirst(Risk level, Composer.@Nullable LastGood last, Instant now) {
        String askedFr = level == Risk.DANGER
                ? " Une sauvegarde de sécurité est demandée quand ce changement nous est annoncé ; elle peut donc le contenir déjà : faites la vôtre avant."
                : "";
        String askedEn = level == Risk.DANGER
                ? " A safety backup is asked for when the change is reported to us, so it may hold the change already: make your own before."
                : "";
        if (last == null)
            return new Text(
                    "Faites d'abord une sauvegarde : il n'existe aucun point de restauration sain." + askedFr,
                    "Take a backup first: there is no good restore point." + askedEn);
        Duration age = Duration.between(last.takenAt(), now);
        return new Text(
                "Faites d'abord une sauvegarde : le dernier point de restauration sain a été pris %s, ce qui est plus récent serait perdu."
                                .formatted(Wording.ago(age, Language.FR))
                        + askedFr,
                "Take a backup first: the last good restore point was made %s, what is newer would be lost."
                                .formatted(Wording.ago(age, Language.EN))
                        + askedEn);
    }
}
