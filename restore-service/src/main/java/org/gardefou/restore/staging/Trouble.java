package org.gardefou.restore.staging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;

/** Why a copy could not be made, or what it waits for. */
@Schema(name = "StagingTrouble")
record Trouble(@Schema(examples = "NO_SPACE") FailureCode code, Text text) {

    static Trouble of(RestoreFailure failure) {
        return new Trouble(failure.code(), failure.text());
    }
}
