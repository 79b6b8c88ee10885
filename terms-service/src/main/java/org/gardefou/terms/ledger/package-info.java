/** The evidence: an append-only hash chain of what happened. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.ledger;
