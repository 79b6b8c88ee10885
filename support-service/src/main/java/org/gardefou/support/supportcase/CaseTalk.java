package org.gardefou.support.supportcase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Map;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** What is written in a case, and whose turn it is then. All inside the caller's transaction, which holds the case. */
@ApplicationScoped
class CaseTalk {

    /** Whose word it is. */
    enum Side {
        CUSTOMER,
        SUPPORT
    }

    private final CaseMessages messages;
    private final CaseDesk desk;
    private final CaseConfig config;
    private final Caller caller;
    private final AuditTrail audit;
    private final Event<CaseWritten> written;
    private final Clock clock;

    CaseTalk(
            CaseMessages messages,
            CaseDesk desk,
            CaseConfig config,
            Caller caller,
            AuditTrail audit,
            Event<CaseWritten> written,
            Clock clock) {
        this.messages = messages;
        this.desk = desk;
        this.config = config;
        this.caller = caller;
        this.audit = audit;
        this.written = written;
        this.clock = clock;
    }

    /**
     * Whose word the caller's is. A system relays both sides; where it does not say which, it is the customer's: what is taken for an answer of ours
     * ends the customer's wait.
     *
     * @param said what the request says of it
     */
    Side side(@Nullable Side said) {
        Side own = caller.role() == Role.OPERATOR ? Side.SUPPORT : Side.CUSTOMER;
        if (said == null || said == own) return own;
        if (caller.role() != Role.SYSTEM) throw Problems.forbidden("as:system, which alone writes for either side");
        return said;
    }

    /** The words with which a case is opened; not what is waited for where the case has ways out already. */
    void open(SupportCase found, Side side, String text) {
        CaseMessage message = write(found, side, text, found.status() == CaseStatus.NEW, false);
        record("case.open", found, message);
    }

    /**
     * A word in a case that goes on.
     *
     * @param expectsReply whether our people ask something back; of the customer's words always
     */
    CaseMessage say(SupportCase found, Side side, String text, boolean expectsReply) {
        CaseMessage message = write(found, side, text, true, expectsReply);
        record("case.message", found, message);
        return message;
    }

    /** The last word, with which the caller ends the case: nobody waits for anything. */
    void end(SupportCase found, String text) {
        record("case.message", found, write(found, side(null), text, false, false));
    }

    private CaseMessage write(SupportCase found, Side side, String text, boolean moves, boolean expectsReply) {
        CaseMessage message =
                new CaseMessage(Ids.next(), found.id(), caller.role().name(), caller.subject(), text, clock.instant());
        messages.persist(message);
        CaseStatus.Turn before = found.turn();
        if (moves && side == Side.CUSTOMER) found.asked();
        else if (moves) found.answered(expectsReply);
        written.fire(new CaseWritten(found, side == Side.SUPPORT));
        if (found.turn() != before) desk.changed(found);
        return message;
    }

    /** Not the text: it stands in the case, and may be forgotten there. */
    private void record(String deed, SupportCase found, CaseMessage message) {
        audit.record(deed, "case", found.id(), null, Map.of("message", message.id()));
    }

    /** A case is a talk of people; what writes more than they read is a machine. */
    void demandRoom(SupportCase found) {
        int most = config.messages();
        if (caller.staff() || most == 0 || messages.count("caseId", found.id()) < most) return;
        throw Problems.conflict(
                "The case holds %d messages, as many as it can. Our people can still answer in it; end it with POST /support/v1/cases/%s/end and open another to write more."
                        .formatted(most, found.id()));
    }
}
