package org.gardefou.kit.notes;

import jakarta.ws.rs.Path;
import org.gardefou.kit.deadletter.DeadLetterDesk;
import org.gardefou.kit.deadletter.DeadLetterResource;

/** Mounts the kit's dead letters, as a service does. */
@Path("/notes/v1/dead-letters")
public class NoteDeadLetters extends DeadLetterResource {

    NoteDeadLetters(DeadLetterDesk desk) {
        super(desk);
    }
}
