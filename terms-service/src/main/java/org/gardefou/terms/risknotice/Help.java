package org.gardefou.terms.risknotice;

/** What help there is, should the change break something. */
public enum Help {
    /** The plan includes the repair. */
    INCLUDED,
    /** The customer can restore alone and free of charge; a repair by support is paid. */
    SELF_SERVICE,
    /** A repair by support is paid. */
    BILLABLE,
    /** No contract is known for the site, so nothing can be said. */
    UNKNOWN
}
