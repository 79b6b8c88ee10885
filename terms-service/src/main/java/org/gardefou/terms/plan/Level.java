package org.gardefou.terms.plan;

/** How much of a site's care the hoster takes on. */
public enum Level {
    /** The hoster runs the platform, the customer the site. */
    STANDARD,
    /** The hoster also looks after the site's software. */
    MANAGED,
    /** The customer sells on to its own customers. */
    RESELLER,
    /** The customer runs everything above the virtual machine. */
    VPS
}
