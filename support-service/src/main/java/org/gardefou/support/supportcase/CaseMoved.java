package org.gardefou.support.supportcase;

/** A case was opened, moved, weighed or ended; heard inside the transaction that does it. */
public record CaseMoved(SupportCase moved) {}
