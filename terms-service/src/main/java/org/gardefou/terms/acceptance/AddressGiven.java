package org.gardefou.terms.acceptance;

/** Fired within the transaction that records a click, where the customer says to which address its papers are to be sent. */
public record AddressGiven(Acceptance acceptance) {

    /** The personal value of an acceptance that is that address. */
    public static final String FIELD = "email";
}
