package org.gardefou.support.coverage;

/** What help a situation gives. */
public enum Outcome {
    /** Ours to repair, free, at once. */
    PLATFORM_FAULT,
    /** The plan includes the help. */
    INCLUDED,
    /** Not in the plan, given all the same: we owed a warning. */
    INCLUDED_GOODWILL,
    /** The customer can put it right alone, free: the restore or the guide. */
    SELF_SERVICE,
    /** Paid, after an accepted quote. */
    BILLABLE,
    /** Not offered. */
    DECLINED,
    /** Something we cannot know without the customer, or do not know yet. */
    NEEDS_INFORMATION,
    /** A person decides. */
    NEEDS_REVIEW
}
