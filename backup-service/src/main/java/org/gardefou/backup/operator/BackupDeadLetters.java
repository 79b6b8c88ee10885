package org.gardefou.backup.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterDesk;
import org.gardefou.kit.deadletter.DeadLetterResource;

@Path("/backups/v1/dead-letters")
class BackupDeadLetters extends DeadLetterResource {

    BackupDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
