package org.gardefou.terms.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Leaves that stand together in the tree; their common hash is what a proof names.
 *
 * @param start of the first leaf
 * @param end behind the last leaf
 */
record Range(long start, long end) {

    Range {
        if (start < 0 || end <= start) throw new IllegalArgumentException("No leaves from " + start + " to " + end);
    }

    /** The full subtrees that it consists of, from the left: one, where it is full itself. */
    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        long at = start;
        while (at < end) {
            long width = Long.highestOneBit(end - at);
            int level = Long.numberOfTrailingZeros(width);
            nodes.add(new Node(level, at >> level));
            at += width;
        }
        return nodes;
    }

    /** Its hash, made of the hashes of its full subtrees. */
    byte[] hash(Map<Node, byte[]> known) {
        List<Node> nodes = nodes();
        byte[] hash = known(known, nodes.getLast());
        for (Node left : nodes.subList(0, nodes.size() - 1).reversed())
            hash = MerkleTree.node(known(known, left), hash);
        return hash;
    }

    private static byte[] known(Map<Node, byte[]> hashes, Node node) {
        byte[] hash = hashes.get(node);
        if (hash == null) throw new IllegalStateException("The tree has lost " + node);
        return hash;
    }
}
