package org.gardefou.terms.acceptance;

/** Where an acceptance comes from, and so how much it proves. */
public enum Provenance {
    /** A click on the very page that was shown, with its hash. */
    CLICK,
    /** Another system said so, with whatever evidence it had: weaker. */
    IMPORTED
}
