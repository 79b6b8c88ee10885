package org.gardefou.support.quote;

import java.util.UUID;

/** A quote was accepted, declined or has expired: its case goes on. Fired inside the transaction. */
public record QuoteAnswered(UUID caseId, Quote.State state) {}
