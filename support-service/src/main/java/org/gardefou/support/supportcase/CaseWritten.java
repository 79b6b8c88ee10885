package org.gardefou.support.supportcase;

/**
 * Somebody wrote in a case; heard inside the transaction that does it.
 *
 * @param ours whether it was one of our people
 */
public record CaseWritten(SupportCase written, boolean ours) {}
