package org.gardefou.terms.acceptance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Fired within the transaction in which a customer's click is recorded; never for what was imported.
 *
 * @param contracts those of the customer that the click is for, each once; empty: it is for a new order, and moves none
 */
public record AcceptanceGiven(
        UUID acceptance, UUID customer, UUID document, UUID version, Instant at, List<UUID> contracts) {}
