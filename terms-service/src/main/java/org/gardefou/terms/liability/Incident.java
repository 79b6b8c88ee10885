package org.gardefou.terms.liability;

/** What kind of thing happened; each has a decision table of its own. */
public enum Incident {
    /** The site is down or wrong, as a rule behind a change. */
    BREAKAGE,
    /** Data of the site is gone. */
    DATA_LOSS,
    /** Somebody got into the site. */
    COMPROMISE,
    /** The hoster's platform does not serve the site. */
    OUTAGE,
    /** The site's name, or its mail, leads nowhere or elsewhere. */
    DNS_ERROR,
    /** A restore that the customer counted on did not give the site back. */
    FAILED_RESTORE
}
