package org.gardefou.terms.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What proves that an entry is under a checkpoint, or that one checkpoint continues another: hashes in hex, from below upwards. */
@ApplicationScoped
public class Proofs {

    private final Nodes nodes;

    Proofs(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Of the entry of that number in the tree of that size. */
    public List<String> inclusion(long seq, long size) {
        return inclusions(List.of(seq), size).getFirst();
    }

    /** Of several entries, in one question to the database. */
    public List<List<String>> inclusions(List<Long> entries, long size) {
        return hashed(
                entries.stream().map(seq -> MerkleTree.inclusion(seq - 1, size)).toList());
    }

    /** That the larger tree begins with the smaller one. */
    public List<String> consistency(long smaller, long larger) {
        return hashed(List.of(MerkleTree.consistency(smaller, larger))).getFirst();
    }

    private List<List<String>> hashed(List<List<Range>> paths) {
        Map<Node, byte[]> known =
                nodes.of(paths.stream().flatMap(List::stream).distinct().toList());
        List<List<String>> hashed = new ArrayList<>();
        for (List<Range> path : paths)
            hashed.add(path.stream()
                    .map(range -> HexFormat.of().formatHex(range.hash(known)))
                    .toList());
        return hashed;
    }
}
