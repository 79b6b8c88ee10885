/** Signed Merkle checkpoints over the evidence: who keeps one can prove later that nothing before it was changed or cut off. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.checkpoint;
