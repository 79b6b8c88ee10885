package org.gardefou.terms.acceptance;

/** Where an acceptance comes from, and so how much it proves, the most first. */
public enum Provenance {
    /** A click on a page that this service showed itself: it knows which bytes it sent, and that they were sent. */
    HOSTED_PAGE,
    /** A click on the very page that was shown, with its hash, as the customer or the system that relays it says. */
    CLICK,
    /** Another system said so, with whatever evidence it had: weaker. */
    IMPORTED
}
