package org.gardefou.terms.document;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Name;

/**
 * Terms of which at least one version was published, as anybody may read them.
 *
 * @param plan the offer, by the name that it had in the version published last
 */
public record PublishedDocument(
        UUID id,
        Name name,
        UUID planId,
        Name plan,
        @Schema(examples = "CONSUMER") Audience audience) {}
