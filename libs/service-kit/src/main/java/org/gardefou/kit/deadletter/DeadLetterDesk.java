package org.gardefou.kit.deadletter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.problem.Problems;

/** What an operator does with dead letters, written into the audit trail. */
@ApplicationScoped
public class DeadLetterDesk {

    private static final String RESOURCE = "dead-letter";

    private final DeadLetters letters;
    private final AuditTrail audit;

    DeadLetterDesk(DeadLetters letters, AuditTrail audit) {
        this.letters = letters;
        this.audit = audit;
    }

    Page<DeadLetter> page(boolean all, PageRequest request) {
        return letters.page(all, request);
    }

    DeadLetter find(UUID id) {
        return letters.findByIdOptional(id).orElseThrow(() -> Problems.notFound("dead letter", id));
    }

    @Transactional
    DeadLetter replay(UUID id) {
        DeadLetter letter = find(id);
        if (sendAgain(id)) audit.record("dead-letter.replayed", RESOURCE, id, null, told(letter));
        return letter;
    }

    private boolean sendAgain(UUID id) {
        try {
            return letters.replay(id);
        } catch (DeadLetters.NotReplayable e) {
            throw Problems.conflict(
                    "This record is no event: its producer has to send it again as it should be. Discard it when that is done.");
        } catch (RuntimeException e) {
            throw Problems.conflict(
                    "The event failed again: %s. Mend the cause, then replay it.".formatted(e.getMessage()));
        }
    }

    @Transactional
    DeadLetter discard(UUID id) {
        DeadLetter letter = find(id);
        if (letters.discard(id)) audit.record("dead-letter.discarded", RESOURCE, id, null, told(letter));
        return letter;
    }

    /** Without the value, which may hold a customer's data. */
    private static Told told(DeadLetter letter) {
        return new Told(letter.kind(), letter.topic(), letter.type());
    }

    private record Told(Kind kind, String topic, String type) {}
}
