package org.gardefou.terms.change;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;

/**
 * One thing that differs, and what that makes of the change.
 *
 * @param what the effect's kind, the promise's path, {@code words}, {@code form}, {@code level} or {@code hoster}
 */
@Schema(name = "ChangeReason")
public record Why(
        @Schema(examples = "/backup/frequency") String what,
        @Schema(examples = "ADVERSE") ChangeClass changeClass,
        Text says) {}
