package org.gardefou.terms.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.gardefou.terms.ledger.Canonical;
import org.junit.jupiter.api.Test;

/** The tree against RFC 9162: its definition for the root, its algorithms of verification for the proofs. */
class MerkleTreeTest {

    private static final int MOST = 65;

    private final List<byte[]> entries = new ArrayList<>();
    private final Map<Node, byte[]> nodes = new HashMap<>();

    MerkleTreeTest() {
        Frontier tree = new Frontier(0, Map.of());
        for (int i = 0; i < MOST; i++) {
            entries.add(Canonical.digest().digest(new byte[] {(byte) i}));
            nodes.put(new Node(0, i), MerkleTree.leaf(entries.get(i)));
            tree.add(entries.get(i));
            nodes.putAll(tree.finished());
        }
    }

    @Test
    void theRootIsThatOfTheDefinitionAtEverySizeAndFromWhereverOneGoesOn() {
        for (int size = 1; size <= MOST; size++) {
            for (int before = 0; before < size; before++) {
                Frontier tree = new Frontier(before, nodes);
                entries.subList(before, size).forEach(tree::add);
                assertThat(tree.root()).as("%d from %d", size, before).isEqualTo(defined(0, size));
            }
            assertThat(new Range(0, size).hash(nodes)).isEqualTo(defined(0, size));
        }
    }

    @Test
    void everyInclusionProofVerifies() {
        int proofs = 0;
        for (int size = 1; size <= MOST; size++) {
            for (int index = 0; index < size; index++) {
                List<byte[]> path = hashes(MerkleTree.inclusion(index, size));
                assertThat(includes(index, size, path, nodes.get(new Node(0, index))))
                        .as("%d in %d", index, size)
                        .isEqualTo(HexFormat.of().formatHex(defined(0, size)));
                proofs++;
            }
        }
        assertThat(proofs).isEqualTo(2145);
    }

    @Test
    void everyConsistencyProofVerifiesAndIsOfNoOtherTree() {
        for (int larger = 2; larger <= MOST; larger++) {
            for (int smaller = 1; smaller < larger; smaller++) {
                List<byte[]> path = hashes(MerkleTree.consistency(smaller, larger));
                assertThat(consistent(smaller, larger, path, defined(0, smaller), defined(0, larger)))
                        .as("%d in %d", smaller, larger)
                        .isTrue();
                assertThat(consistent(smaller, larger, path, defined(0, larger), defined(0, larger)))
                        .isFalse();
            }
        }
        assertThat(MerkleTree.consistency(7, 7)).isEmpty();
    }

    @Test
    void whatCannotBeProvenIsRefused() {
        assertThatThrownBy(() -> MerkleTree.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(0, 3).hash(Map.of())).hasMessageContaining("lost");
    }

    private List<byte[]> hashes(List<Range> path) {
        return path.stream().map(range -> range.hash(nodes)).toList();
    }

    /** Section 2.1.1, word for word. */
    private byte[] defined(int start, int end) {
        if (end - start == 1) return MerkleTree.leaf(entries.get(start));
        int split = Integer.highestOneBit(end - start - 1);
        return MerkleTree.node(defined(start, start + split), defined(start + split, end));
    }

    /** Section 2.1.3.2, step by step. */
    private static String includes(long index, long size, List<byte[]> path, byte[] leaf) {
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : path) {
            if (sn == 0) return "too long";
            if ((fn & 1) == 1 || fn == sn) {
                r = MerkleTree.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = MerkleTree.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? HexFormat.of().formatHex(r) : "too short";
    }

    /** Section 2.1.4.2, step by step. */
    private static boolean consistent(
            long first, long second, List<byte[]> proof, byte[] firstRoot, byte[] secondRoot) {
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) path.addFirst(firstRoot);
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = path.getFirst();
        byte[] sr = path.getFirst();
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleTree.node(c, fr);
                sr = MerkleTree.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = MerkleTree.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && java.util.Arrays.equals(fr, firstRoot) && java.util.Arrays.equals(sr, secondRoot);
    }
}
