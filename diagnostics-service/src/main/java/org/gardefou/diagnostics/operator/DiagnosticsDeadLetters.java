package org.gardefou.diagnostics.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterDesk;
import org.gardefou.kit.deadletter.DeadLetterResource;

@Path("/diagnostics/v1/dead-letters")
class DiagnosticsDeadLetters extends DeadLetterResource {

    DiagnosticsDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
