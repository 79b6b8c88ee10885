package org.gardefou.terms.document;

import java.time.Instant;
import java.util.UUID;

/**
 * Fired within the transaction in which the line of a document's versions changes, so that whoever it concerns can be told.
 *
 * @param withdrawn whether the version left the line; otherwise it joined it
 */
public record Line(UUID document, UUID version, boolean withdrawn, Instant at) {}
