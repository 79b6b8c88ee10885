package org.gardefou.terms.conformance;

import java.util.UUID;
import org.gardefou.terms.plan.Promises;

/**
 * What was promised for a time: one version of the terms under one contract.
 *
 * @param version the version of the terms, its number and its hash
 */
record Agreed(Span span, UUID version, int number, String sha256, Promises promises) {}
