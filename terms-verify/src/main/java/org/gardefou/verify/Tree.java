package org.gardefou.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks proofs by the algorithms of RFC 9162: section 2.1.3.2 for inclusion, 2.1.4.2 for consistency. */
final class Tree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Tree() {}

    /** The root that the proof leads to from a leaf; a fault where it has a wrong length. */
    static byte[] root(String where, byte[] leaf, long index, long size, List<String> path) throws Fault {
        if (index < 0 || index >= size)
            throw Fault.incomplete(where + " is not under the checkpoint of " + size + " entries.");
        long first = index;
        long last = size - 1;
        byte[] hash = Sha256.of(LEAF, leaf);
        for (String step : path) {
            byte[] other = Sha256.bytes(where, step);
            if (last == 0) throw Fault.altered(where + " has a proof that is too long.");
            if ((first & 1) == 1 || first == last) {
                hash = Sha256.of(NODE, other, hash);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Sha256.of(NODE, hash, other);
            }
            first >>= 1;
            last >>= 1;
        }
        if (last != 0) throw Fault.altered(where + " has a proof that is too short.");
        return hash;
    }

    /** Whether the larger tree begins with the smaller one. */
    static boolean continues(
            String where, long smaller, long larger, byte[] smallerRoot, byte[] largerRoot, List<String> proof)
            throws Fault {
        List<byte[]> path = new ArrayList<>();
        if (Long.bitCount(smaller) == 1) path.add(smallerRoot);
        for (String step : proof) path.add(Sha256.bytes(where, step));
        if (path.isEmpty()) return false;
        long first = smaller - 1;
        long last = larger - 1;
        while ((first & 1) == 1) {
            first >>= 1;
            last >>= 1;
        }
        byte[] old = path.getFirst();
        byte[] now = path.getFirst();
        for (byte[] other : path.subList(1, path.size())) {
            if (last == 0) return false;
            if ((first & 1) == 1 || first == last) {
                old = Sha256.of(NODE, other, old);
                now = Sha256.of(NODE, other, now);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                now = Sha256.of(NODE, now, other);
            }
            first >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, smallerRoot) && Arrays.equals(now, largerRoot);
    }
}
