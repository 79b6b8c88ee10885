package org.gardefou.terms.risknotice;

/**
 * How much a change can break.
 *
 * <p>DANGER asks backup-service for a safety backup at once.
 */
public enum Risk {
    /** Undone in a moment, and the site keeps answering meanwhile. */
    INFO,
    /** Can harm a part of the site or its mail, or shows late. */
    WARNING,
    /** Can take the whole site down, or lose data, at once. */
    DANGER
}
