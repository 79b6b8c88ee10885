package org.gardefou.backup.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterResource;
import org.gardefou.kit.deadletter.DeadLetterDesk;

@Path("/backups/v1/dead-letters")
class BackupDeadLetters extends DeadLetterResource {

    BackupDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
