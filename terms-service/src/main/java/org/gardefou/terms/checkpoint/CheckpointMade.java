package org.gardefou.terms.checkpoint;

/** Fired in the transaction that makes a checkpoint, for what must follow from it. */
public record CheckpointMade(Checkpoint checkpoint) {}
