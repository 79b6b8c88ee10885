package org.gardefou.terms.change;

/** What may shorten the notice of a change; it never touches the right to leave, nor what needs an express acceptance. */
public enum Ground {
    /** A mandatory rule of law imposes the change. */
    LEGAL_DUTY,
    /** An unforeseen and imminent danger imposes it. */
    URGENT_SECURITY
}
