package org.gardefou.restore.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterDesk;
import org.gardefou.kit.deadletter.DeadLetterResource;

@Path("/restores/v1/dead-letters")
class RestoreDeadLetters extends DeadLetterResource {

    RestoreDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
