package org.gardefou.terms.checkpoint;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.terms.ledger.Canonical;

/** The tree of RFC 9162, section 2.1, over SHA-256: its hashes, and what proves something about it. Pure. */
final class MerkleTree {

    private MerkleTree() {}

    /** The hash of a leaf; the byte in front keeps a leaf from passing for a node. */
    static byte[] leaf(byte[] entry) {
        MessageDigest digest = Canonical.digest();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    /** The hash of two subtrees that stand side by side. */
    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = Canonical.digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** What proves that the leaf is in the tree of that size (section 2.1.3.1), from the leaf upwards. */
    static List<Range> inclusion(long index, long size) {
        if (index < 0 || index >= size) throw new IllegalArgumentException("No leaf " + index + " among " + size);
        List<Range> path = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + split(end - start);
            if (index < middle) {
                path.add(new Range(middle, end));
                end = middle;
            } else {
                path.add(new Range(start, middle));
                start = middle;
            }
        }
        return path.reversed();
    }

    /** What proves that the larger tree begins with the smaller one (section 2.1.4.1); nothing, where they are the same. */
    static List<Range> consistency(long smaller, long larger) {
        if (smaller < 1 || smaller > larger)
            throw new IllegalArgumentException("No tree of " + smaller + " leaves in one of " + larger);
        List<Range> path = new ArrayList<>();
        long start = 0;
        long end = larger;
        boolean leftmost = true;
        while (smaller != end) {
            long middle = start + split(end - start);
            if (smaller <= middle) {
                path.add(new Range(middle, end));
                end = middle;
            } else {
                path.add(new Range(start, middle));
                start = middle;
                leftmost = false;
            }
        }
        if (!leftmost) path.add(new Range(start, end));
        return path.reversed();
    }

    /** The largest power of two below the number of leaves: how many stand in the left subtree. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
