package org.gardefou.terms.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A link, as it is answered.
 *
 * @param href where the page is; told once, to who had it made
 * @param acceptance what it was used for
 */
@Schema(name = "PageLink")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageLinkView(
        UUID id,
        PageLink.Purpose purpose,
        PageLink.State state,

        @Nullable @Schema(examples = "https://conditions.hebergeur.example/terms/pages/zJ7r…")
        String href,

        UUID customer,
        @Nullable UUID document,
        @Nullable UUID version,
        @Nullable UUID site,
        @Nullable UUID notice,
        @Schema(examples = "fr") String locale,

        @Nullable @Schema(examples = "https://espace.hebergeur.example/commande/4711")
        String returnTo,

        @Nullable UUID acceptance,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {}
