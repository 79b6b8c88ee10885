package org.gardefou.backup.operator;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterResource;
import org.gardefou.kit.deadletter.DeadLetters;

@Path("/backups/v1/dead-letters")
class BackupDeadLetters extends DeadLetterResource {

    BackupDeadLetters(DeadLetters letters) {
        super(letters);
    }
}
