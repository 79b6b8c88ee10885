package org.gardefou.support.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterResource;
import org.gardefou.kit.deadletter.DeadLetterDesk;

@Path("/support/v1/dead-letters")
class SupportDeadLetters extends DeadLetterResource {

    SupportDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
