package org.gardefou.terms.contract;

/** Fired within the transaction that makes the notice of a change which a customer is to be told. */
public record ChangeAnnounced(Telling telling, String locale) {}
