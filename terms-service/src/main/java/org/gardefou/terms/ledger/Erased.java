package org.gardefou.terms.ledger;

import java.util.UUID;

/** Fired within the transaction that erases what is personal about a piece of evidence: what was made from it must go too. */
public record Erased(UUID owner) {}
