package org.gardefou.diagnostics.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterResource;
import org.gardefou.kit.deadletter.DeadLetters;

@Path("/diagnostics/v1/dead-letters")
class DiagnosticsDeadLetters extends DeadLetterResource {

    DiagnosticsDeadLetters(DeadLetters letters) {
        super(letters);
    }
}
