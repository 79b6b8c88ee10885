package org.gardefou.terms.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterDesk;
import org.gardefou.kit.deadletter.DeadLetterResource;

@Path("/terms/v1/dead-letters")
class TermsDeadLetters extends DeadLetterResource {

    TermsDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
