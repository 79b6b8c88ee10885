package org.gardefou.terms.acceptance;

/**
 * What stays of a reference of another system, whatever is erased.
 *
 * @param commitment SHA-256(salt ‖ reference), as the ledger has it
 * @param mark by which it is found when it is taken over again
 */
record Referred(String commitment, String mark) {}
