package org.gardefou.terms.checkpoint;

/**
 * The root of a full subtree: of the leaves from {@code index << level} on, {@code 1 << level} of them.
 *
 * @param level 0 for a leaf
 * @param index from the left, among those of its level
 */
record Node(int level, long index) {}
