package org.gardefou.backup.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.jspecify.annotations.Nullable;

/** What came of trying whether sites of a server can be backed up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ServerTrial")
record ServerTrial(
        @Schema(
                description = "Whether all is there that a backup of a site on it needs of the machine.",
                examples = "true")
        boolean ready,

        @Schema(description = "Whether restic can be confined to a site's folder there.", examples = "true")
        boolean confined,

        @Schema(description = "The restic there; absent on the machine of this service.", examples = "restic 0.14.0")
        @Nullable String restic,

        @Schema(description = "What a backup would fail with.", examples = "SERVER_UNTRUSTED")
        Failure.@Nullable Code code,

        @Schema(description = "What is in the way, and what to do about it.") @Nullable Text advice,

        @Schema(description = "The words for operators.") @Nullable String detail) {

    static ServerTrial good(boolean confined, @Nullable String restic) {
        return new ServerTrial(true, confined, restic, null, null, null);
    }

    static ServerTrial bad(Failure failure) {
        return new ServerTrial(false, false, null, failure.code(), failure.text(), failure.detail());
    }
}
