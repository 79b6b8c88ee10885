package org.gardefou.terms.acceptance;

import java.time.Instant;
import java.util.UUID;

/** Fired within the transaction in which a customer's click is recorded; never for what was imported. */
public record AcceptanceGiven(UUID acceptance, UUID customer, UUID document, UUID version, Instant at) {}
