package org.gardefou.support.guide;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/guides/{key}/editions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Guides")
class GuideEditionResource {

    private static final int TEXT = 50_000;
    private static final String KEY = "[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?";
    private static final String EXAMPLE = "database-credentials";

    private final Guides guides;
    private final GuideEditions editions;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    GuideEditionResource(Guides guides, GuideEditions editions, AuditTrail audit, Caller caller, Clock clock) {
        this.guides = guides;
        this.editions = editions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** A text of the hoster's own. */
    @Schema(name = "GuideText")
    record Text(
            @NotNull @Pattern(regexp = "fr|en") @Schema(examples = "fr")
            String locale,

            @NotBlank @Size(max = 200) @Schema(examples = "Identifiants de la base de données")
            String title,

            @NotBlank @Size(max = 500) @Schema(examples = "Le mot de passe de la base et celui que connaît le site ne sont plus les mêmes.")
            String summary,

            @NotBlank @Size(max = TEXT) @MultiLine
            @Schema(
                    description =
                            "Markdown (CommonMark), headings from the second level down. HTML in it is shown as it is written.",
                    examples =
                            "## Ce que vous voyez\nUne erreur de connexion.\n\n## Réparer\nOuvrez le panneau, page « Bases de données ».")
            String markdown) {}

    /** An edition in the history of a guide. */
    @Schema(name = "GuideEdition")
    record Kept(
            @Schema(examples = "2") int edition,
            boolean own,
            @Nullable String author,
            String title,
            String hash,
            Instant since,
            @Nullable Instant withdrawnAt) {

        static Kept of(GuideEdition edition) {
            return new Kept(
                    edition.edition(),
                    edition.author().isPresent(),
                    edition.author().orElse(null),
                    edition.guide().title(),
                    edition.hash(),
                    edition.since(),
                    edition.withdrawnAt().orElse(null));
        }
    }

    @GET
    @Transactional
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "List the editions of a guide",
            description = "All that it ever said in a language (`locale`, else French), newest first.")
    public List<Kept> list(
            @PathParam("key") @Schema(examples = EXAMPLE) String key, @QueryParam("locale") @Nullable String locale) {
        List<Kept> all = editions.all(key, GuideLanguage.of(locale, null)).stream()
                .map(Kept::of)
                .toList();
        if (all.isEmpty()) throw Problems.notFound("guide", key);
        return all;
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Write a guide of your own",
            description =
                    "Takes the place of the shipped text in this language, also after releases that bring another, until it is withdrawn. "
                            + "A new key makes a new guide.")
    @APIResponse(responseCode = "201", description = "It stands.")
    @APIResponseSchema(value = GuideView.class, responseCode = "201")
    public Response write(
            @PathParam("key") @Pattern(regexp = KEY) @Schema(examples = EXAMPLE) String key,
            @NotNull @Valid Text text) {
        Guide guide = new Guide(
                key,
                text.locale(),
                text.title().strip(),
                text.summary().strip(),
                text.markdown().strip());
        GuideEdition made = guides.publish(guide, caller.subject());
        audit.record("guide.write", "guide", key, null, Kept.of(made));
        return Response.created(URI.create("/support/v1/guides/" + key + "?locale=" + guide.locale()))
                .entity(GuideView.of(made))
                .build();
    }

    @DELETE
    @Transactional
    @PermissionsAllowed("support:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Withdraw your own text of a guide",
            description =
                    "In one language: `locale`, else French. The shipped text stands again; a guide that was never shipped is gone in this language. The withdrawn ones stay in the list of editions.")
    @APIResponse(responseCode = "204", description = "It no longer stands.")
    @APIResponse(responseCode = "404", description = "There is no text of your own in this language.")
    public void withdraw(
            @PathParam("key") @Schema(examples = EXAMPLE) String key, @QueryParam("locale") @Nullable String locale) {
        editions.lock(key);
        List<GuideEdition> own = editions.all(key, GuideLanguage.of(locale, null)).stream()
                .filter(one -> one.author().isPresent() && one.withdrawnAt().isEmpty())
                .toList();
        if (own.isEmpty()) throw Problems.notFound("own text of the guide", key);
        own.forEach(one -> one.withdraw(clock.instant()));
        audit.record("guide.withdraw", "guide", key, Kept.of(own.getFirst()), null);
    }
}
