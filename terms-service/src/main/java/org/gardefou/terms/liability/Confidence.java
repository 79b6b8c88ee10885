package org.gardefou.terms.liability;

/** How sure an assessment is; a rule, not a number. */
public enum Confidence {
    /** Every fact that is needed is known and reliable. */
    HIGH,
    /** Every fact that is needed is known, one of them less reliably. */
    MEDIUM,
    /** A fact that is needed is unknown, but the outcome is the same whatever it is. */
    LOW,
    /** The outcome depends on what is not known. */
    INSUFFICIENT
}
