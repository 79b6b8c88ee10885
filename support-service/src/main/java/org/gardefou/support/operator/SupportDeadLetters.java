package org.gardefou.support.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterDesk;
import org.gardefou.kit.deadletter.DeadLetterResource;

@Path("/support/v1/dead-letters")
class SupportDeadLetters extends DeadLetterResource {

    SupportDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
