package org.gardefou.support.supportcase;

import java.util.Set;

/** Where a case stands. The moves that are allowed are all there is; anything else is refused. */
public enum CaseStatus {
    /** Opened; what is needed to decide is still missing: a diagnosis that the customer asks for, or what other services tell us. */
    NEW,
    /** Decided, with options; the customer chooses. */
    DECIDED,
    /** The customer restores by themself, or follows the guide. */
    IN_PROGRESS,
    /** A price was offered. */
    QUOTED,
    /** Our people have it. */
    WITH_SUPPORT,
    /** The site works again, or the question is answered. */
    RESOLVED,
    /** Over, without a word on the trouble. */
    CLOSED;

    /** Whether the case can move there from here. */
    public boolean canBecome(CaseStatus next) {
        return switch (this) {
            case NEW ->
                Set.of(NEW, DECIDED, IN_PROGRESS, WITH_SUPPORT, RESOLVED, CLOSED)
                        .contains(next);
            case DECIDED ->
                Set.of(IN_PROGRESS, QUOTED, WITH_SUPPORT, RESOLVED, CLOSED, DECIDED)
                        .contains(next);
            case IN_PROGRESS ->
                Set.of(DECIDED, QUOTED, WITH_SUPPORT, RESOLVED, CLOSED, IN_PROGRESS)
                        .contains(next);
            case QUOTED ->
                Set.of(QUOTED, DECIDED, IN_PROGRESS, WITH_SUPPORT, RESOLVED, CLOSED)
                        .contains(next);
            case WITH_SUPPORT ->
                Set.of(DECIDED, IN_PROGRESS, RESOLVED, CLOSED, WITH_SUPPORT).contains(next);
            case RESOLVED -> Set.of(CLOSED, WITH_SUPPORT).contains(next);
            case CLOSED -> false;
        };
    }

    /** Whose turn it is. */
    public Turn turn() {
        return switch (this) {
            case NEW, WITH_SUPPORT -> Turn.SUPPORT;
            case DECIDED, QUOTED, IN_PROGRESS -> Turn.CUSTOMER;
            case RESOLVED, CLOSED -> Turn.NOBODY;
        };
    }

    /** Whether the case still waits for somebody. */
    public boolean open() {
        return turn() != Turn.NOBODY;
    }

    /** Who moves next. */
    public enum Turn {
        CUSTOMER,
        SUPPORT,
        NOBODY
    }
}
