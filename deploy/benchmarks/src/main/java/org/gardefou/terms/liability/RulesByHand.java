package org.gardefou.terms.liability;

import org.gardefou.terms.liability.RuleSet.Decision;

/**
 * The shipped rules as somebody would write them who needs no tables: the same rows and guards, in the same order, as conditions in Java. The
 * answers come in the same form, so that what is compared is the deciding alone.
 */
final class RulesByHand {

    private static final long CAUSE_CHANGE = Question.CAUSE.bit("CHANGE");
    private static final long CAUSE_PLATFORM = Question.CAUSE.bit("PLATFORM");
    private static final long CAUSE_THIRD = Question.CAUSE.bit("THIRD_PARTY");
    private static final long ACTOR_HOST = Question.ACTOR.bit("HOST");
    private static final long ACTOR_THIRD = Question.ACTOR.bit("THIRD");
    private static final long TASK_HOST = Question.TASK_OF.bit("HOST");
    private static final long TASK_CUSTOMER = Question.TASK_OF.bit("CUSTOMER");
    private static final long NOT_ACCEPTED = Question.ACCEPTED.bit("NO");
    private static final long NOT_WARNED = Question.WARNED.bit("NO");
    private static final long BACKUP = Question.BACKUP.bit("PROMISED");
    private static final long NO_BACKUP = Question.BACKUP.bit("NONE");
    private static final long COPY_PRESENT = Question.COPY.bit("PRESENT");
    private static final long COPY_LOST = Question.COPY.bit("LOST");
    private static final long COPY_EXPIRED = Question.COPY.bit("EXPIRED");
    private static final long COPY_REMOVED = Question.COPY.bit("REMOVED");
    private static final long RESTORE_FAILED = Question.RESTORE.bit("FAILED");
    private static final long RESTORE_NOT_TRIED = Question.RESTORE.bit("NOT_TRIED");
    private static final long NOT_ACKNOWLEDGED = Question.ACKNOWLEDGED.bit("NO");
    private static final long ENTRY_PLATFORM = Question.ENTRY.bit("PLATFORM");
    private static final long ENTRY_EXTENSION = Question.ENTRY.bit("EXTENSION");
    private static final long ENTRY_CREDENTIALS = Question.ENTRY.bit("CREDENTIALS");
    private static final long NULLED = Question.NULLED.bit("YES");
    private static final long OUTDATED = Question.OUTDATED.bit("YES");
    private static final long OVERLOAD = Question.OVERLOAD.bit("YES");
    private static final long ANNOUNCED = Question.MAINTENANCE.bit("ANNOUNCED");
    private static final long WIZARD = Question.WIZARD.bit("YES");

    private static final long HOSTS_OWN_ACT = 1;
    private static final long LOSS_BY_HOST = 1 << 1;
    private static final long RESTORE_OWED = 1 << 2;
    private static final long COPY_OWED = 1 << 3;
    private static final long TERMS_NOT_ACCEPTED = 1 << 4;
    private static final long NOTICE_OWED = 1 << 5;
    private static final long FLAW_NOT_TOLD = 1 << 6;

    private RulesByHand() {}

    static Decision decide(Incident incident, long answers) {
        return switch (incident) {
            case COMPROMISE -> compromise(answers);
            case DNS_ERROR -> dnsError(answers);
            case OUTAGE -> outage(answers);
            case DATA_LOSS -> dataLoss(answers);
            case FAILED_RESTORE -> failedRestore(answers);
            case BREAKAGE -> breakage(answers);
        };
    }

    private static Decision compromise(long answers) {
        Party party;
        int row;
        if (is(answers, ENTRY_PLATFORM)) {
            party = Party.HOST;
            row = 0;
        } else if (is(answers, ENTRY_CREDENTIALS)) {
            party = Party.CUSTOMER;
            row = 1;
        } else if (is(answers, NULLED)) {
            party = Party.CUSTOMER;
            row = 2;
        } else if (is(answers, OUTDATED) && is(answers, TASK_HOST)) {
            party = Party.HOST;
            row = 3;
        } else if (is(answers, OUTDATED)) {
            party = Party.CUSTOMER;
            row = 4;
        } else {
            party = Party.THIRD_PARTY;
            row = 5;
        }
        if (unaccepted(answers, party)) return new Decision(Party.UNDETERMINED, row, TERMS_NOT_ACCEPTED);
        if (party == Party.CUSTOMER && is(answers, ENTRY_EXTENSION) && is(answers, NOT_WARNED))
            return new Decision(Party.SHARED, row, FLAW_NOT_TOLD);
        return new Decision(party, row, 0);
    }

    private static Decision dnsError(long answers) {
        Party party;
        int row;
        if (is(answers, CAUSE_PLATFORM)) {
            party = Party.HOST;
            row = 0;
        } else if (is(answers, WIZARD) && is(answers, CAUSE_CHANGE)) {
            party = Party.SHARED;
            row = 1;
        } else if (is(answers, CAUSE_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 2;
        } else if (is(answers, ACTOR_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 3;
        } else if (is(answers, TASK_HOST)) {
            party = Party.SHARED;
            row = 4;
        } else {
            party = Party.CUSTOMER;
            row = 5;
        }
        return afterAChange(answers, party, row);
    }

    private static Decision outage(long answers) {
        Party party;
        int row;
        if (is(answers, OVERLOAD)) {
            party = Party.CUSTOMER;
            row = 0;
        } else if (is(answers, ANNOUNCED)) {
            party = Party.HOST;
            row = 1;
        } else if (is(answers, CAUSE_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 2;
        } else if (is(answers, CAUSE_PLATFORM) && is(answers, TASK_CUSTOMER)) {
            party = Party.UNDETERMINED;
            row = 3;
        } else if (is(answers, CAUSE_PLATFORM)) {
            party = Party.HOST;
            row = 4;
        } else if (is(answers, ACTOR_HOST)) {
            party = Party.HOST;
            row = 5;
        } else if (is(answers, ACTOR_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 6;
        } else {
            party = Party.CUSTOMER;
            row = 7;
        }
        return accepted(answers, party, row);
    }

    private static Decision dataLoss(long answers) {
        Party party;
        int row;
        if (is(answers, BACKUP) && is(answers, COPY_LOST)) {
            party = Party.HOST;
            row = 0;
        } else if (is(answers, NO_BACKUP) && is(answers, NOT_ACKNOWLEDGED)) {
            party = Party.SHARED;
            row = 1;
        } else if (is(answers, ACTOR_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 2;
        } else if (is(answers, NO_BACKUP)) {
            party = Party.CUSTOMER;
            row = 3;
        } else if (is(answers, COPY_EXPIRED) || is(answers, COPY_REMOVED)) {
            party = Party.CUSTOMER;
            row = 4;
        } else {
            party = Party.CUSTOMER;
            row = 5;
        }
        if (party != Party.HOST && is(answers, ACTOR_HOST)) return new Decision(Party.HOST, row, LOSS_BY_HOST);
        return accepted(answers, party, row);
    }

    private static Decision failedRestore(long answers) {
        Party party;
        int row;
        if (is(answers, NO_BACKUP)) {
            party = Party.CUSTOMER;
            row = 0;
        } else if (is(answers, COPY_EXPIRED)) {
            party = Party.CUSTOMER;
            row = 1;
        } else if (is(answers, COPY_REMOVED)) {
            party = Party.CUSTOMER;
            row = 2;
        } else if (is(answers, RESTORE_NOT_TRIED) && is(answers, COPY_PRESENT)) {
            party = Party.UNDETERMINED;
            row = 3;
        } else {
            party = Party.CUSTOMER;
            row = 4;
        }
        if (is(answers, BACKUP)) {
            if (is(answers, RESTORE_FAILED) && (is(answers, COPY_PRESENT) || is(answers, COPY_LOST)))
                return new Decision(Party.HOST, row, RESTORE_OWED);
            if (is(answers, COPY_LOST)) return new Decision(Party.HOST, row, COPY_OWED);
        }
        return accepted(answers, party, row);
    }

    private static Decision breakage(long answers) {
        Party party;
        int row;
        if (is(answers, CAUSE_PLATFORM)) {
            party = Party.HOST;
            row = 0;
        } else if (is(answers, CAUSE_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 1;
        } else if (is(answers, ACTOR_THIRD)) {
            party = Party.THIRD_PARTY;
            row = 2;
        } else if (is(answers, TASK_HOST)) {
            party = Party.SHARED;
            row = 3;
        } else {
            party = Party.CUSTOMER;
            row = 4;
        }
        return afterAChange(answers, party, row);
    }

    /** The guards over what somebody's change did. */
    private static Decision afterAChange(long answers, Party party, int row) {
        if (party != Party.HOST && is(answers, ACTOR_HOST)) return new Decision(Party.HOST, row, HOSTS_OWN_ACT);
        if (unaccepted(answers, party)) return new Decision(Party.UNDETERMINED, row, TERMS_NOT_ACCEPTED);
        if (party == Party.CUSTOMER && is(answers, NOT_WARNED)) return new Decision(Party.SHARED, row, NOTICE_OWED);
        return new Decision(party, row, 0);
    }

    private static Decision accepted(long answers, Party party, int row) {
        return unaccepted(answers, party)
                ? new Decision(Party.UNDETERMINED, row, TERMS_NOT_ACCEPTED)
                : new Decision(party, row, 0);
    }

    private static boolean unaccepted(long answers, Party party) {
        return party != Party.HOST && party != Party.UNDETERMINED && is(answers, NOT_ACCEPTED);
    }

    private static boolean is(long answers, long answer) {
        return (answers & answer) != 0;
    }
}
