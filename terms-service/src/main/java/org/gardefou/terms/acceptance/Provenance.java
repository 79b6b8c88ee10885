package org.gardefou.terms.acceptance;

/** Where an acceptance comes from, and so how much it proves, the most first. */
public enum Provenance {
    /**
     * A click on a page that this service showed itself, behind a link that is a capability. It proves that whoever held the link was sent these very bytes,
     * then ticked the boxes and pressed the button, when, and from which address on the network. Who that was it does not prove: for that the hoster's
     * system vouches that had the link made, a panel never; it tells, as it says, to which address it sent the link, and this service sends it nowhere.
     */
    HOSTED_PAGE,
    /** A click on the very page that was shown, with its hash, as the customer or the system that relays it says. */
    CLICK,
    /** Another system said so, with whatever evidence it had: weaker. */
    IMPORTED
}
