package org.gardefou.restore.saga;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;

/**
 * Why a restore ended as it did, or what it waits for.
 *
 * @param step in which
 * @param text what happened and what to do
 */
@Schema(name = "RestoreTrouble")
record Trouble(RestoreState step, FailureCode code, Text text) {

    static Trouble of(RestoreState step, RestoreFailure failure) {
        return new Trouble(step, failure.code(), failure.text());
    }
}
