package org.gardefou.terms.liability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision table may ask, and all the answers there are. A question without an answer is tried with every one; so each must
 * have few, and what only a person can say has an answer for the case that nobody says anything.
 *
 * <p>All answers of all questions are numbered, and a set of answers is a {@code long} with one bit for each.
 */
enum Question {
    /** Where the breakage comes from, as the diagnosis found it. */
    CAUSE(null, "CHANGE", "PLATFORM", "THIRD_PARTY"),
    /** Who made the change, or did the act. */
    ACTOR(null, "CUSTOMER", "AGENCY", "HOST", "THIRD"),
    /** Who answers for the activity on this plan, by the responsibility matrix. */
    TASK_OF(null, "CUSTOMER", "HOST"),
    /** Whether an acceptance of terms is proven. */
    ACCEPTED(null, "YES", "NO"),
    /** Whether the notice of the risk had reached the customer. */
    WARNED(null, "YES", "NO"),
    /** As whom the customer concluded the contract; nobody is taken for a professional without proof. */
    AUDIENCE("CONSUMER", "CONSUMER", "NON_PROFESSIONAL", "PROFESSIONAL"),
    /** Whether the contract promises backups by the hoster. */
    BACKUP(null, "PROMISED", "NONE"),
    /** What became of the promised copy that was needed. */
    COPY(null, "PRESENT", "LOST", "EXPIRED", "REMOVED"),
    /** What came of restoring it. */
    RESTORE(null, "FAILED", "NOT_TRIED"),
    /** Whether the customer confirmed in particular that the hoster makes no backups. */
    ACKNOWLEDGED(null, "YES", "NO"),
    /** How somebody got in. */
    ENTRY(null, "PLATFORM", "EXTENSION", "CREDENTIALS"),
    /** Whether the extension was a pirated ("nulled") copy. */
    NULLED(null, "YES", "NO"),
    /** Whether a version without the flaw was out before. */
    OUTDATED(null, "YES", "NO"),
    /** Whether the customer's own code or visitors used up what the plan gives. */
    OVERLOAD("NO", "YES", "NO"),
    /** Whether it fell into maintenance that was announced in time. */
    MAINTENANCE("NONE", "ANNOUNCED", "NONE"),
    /** Whether the hoster's own form filled in the wrong value. */
    WIZARD("NO", "YES", "NO"),
    /** Whose law applies. */
    JURISDICTION("FR", "FR", "DE", "OTHER"),
    /** What happened: known to the guards and to what stands behind them. */
    INCIDENT(null, "BREAKAGE", "DATA_LOSS", "COMPROMISE", "OUTAGE", "DNS_ERROR", "FAILED_RESTORE"),
    /** What has been decided so far: for guards, help, remedies and notes. */
    PARTY(null, "CUSTOMER", "HOST", "THIRD_PARTY", "SHARED", "UNDETERMINED"),
    /** What help was decided: for notes. */
    HELP(null, "INCLUDED", "BILLABLE", "REFUSED", "NONE");

    private final List<String> answers;
    private final @Nullable String unlessSaid;
    private final int first;

    Question(@Nullable String unlessSaid, String... answers) {
        this.answers = List.of(answers);
        this.unlessSaid = unlessSaid;
        this.first = Numbers.take(answers.length);
    }

    /** Numbers cannot be counted in a field of the enum itself: it is not there yet when the constants are made. */
    private static final class Numbers {
        private static int next;

        static int take(int count) {
            int first = next;
            next += count;
            if (next > Long.SIZE) throw new IllegalStateException("More answers than a long has bits");
            return first;
        }
    }

    /** All answers there are. */
    List<String> answers() {
        return answers;
    }

    /** The answer when nobody says anything; null when it is then unknown. */
    @Nullable String unlessSaid() {
        return unlessSaid;
    }

    /** Whether only the tables themselves answer it. */
    boolean decided() {
        return this == INCIDENT || this == PARTY || this == HELP;
    }

    /** Whether people may answer it: the rest is known from contract, ledger and matrix, and nobody's word counts against those. */
    boolean sayable() {
        return switch (this) {
            case CAUSE,
                    ACTOR,
                    COPY,
                    RESTORE,
                    ACKNOWLEDGED,
                    ENTRY,
                    NULLED,
                    OUTDATED,
                    OVERLOAD,
                    MAINTENANCE,
                    WIZARD,
                    JURISDICTION -> true;
            case TASK_OF, ACCEPTED, WARNED, AUDIENCE, BACKUP, INCIDENT, PARTY, HELP -> false;
        };
    }

    /**
     * The bit of an answer.
     *
     * @throws IllegalArgumentException for an answer that there is not
     */
    long bit(String answer) {
        int index = answers.indexOf(answer);
        if (index < 0)
            throw new IllegalArgumentException(
                    name() + " has no answer " + answer + ", only " + String.join(", ", answers));
        return 1L << (first + index);
    }

    /** The bits of all answers. */
    long all() {
        return (-1L >>> (Long.SIZE - answers.size())) << first;
    }
}
