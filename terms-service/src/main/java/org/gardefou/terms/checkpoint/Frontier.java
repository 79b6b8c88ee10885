package org.gardefou.terms.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The right edge of a growing tree: all that is needed of it to add leaves and to know its root. */
final class Frontier {

    private record Edge(Node node, byte[] hash) {}

    private final Deque<Edge> edge = new ArrayDeque<>();
    private final Map<Node, byte[]> finished = new LinkedHashMap<>();
    private long size;

    /** An empty tree, or one that has leaves already. */
    Frontier(long size, Map<Node, byte[]> nodes) {
        this.size = size;
        if (size > 0) for (Node node : new Range(0, size).nodes()) edge.push(new Edge(node, hash(nodes, node)));
    }

    /** The nodes that a tree of that size needs to grow. */
    static List<Node> needed(long size) {
        return size == 0 ? List.of() : new Range(0, size).nodes();
    }

    /** Adds the entry that comes next. */
    void add(byte[] entry) {
        Edge grown = new Edge(new Node(0, size), MerkleTree.leaf(entry));
        size++;
        while (!edge.isEmpty() && edge.peek().node.level() == grown.node.level()) {
            Node above = new Node(grown.node.level() + 1, grown.node.index() >> 1);
            grown = new Edge(above, MerkleTree.node(edge.pop().hash, grown.hash));
            finished.put(above, grown.hash);
        }
        edge.push(grown);
    }

    /** The nodes above the leaves that were finished since this was last asked. */
    Map<Node, byte[]> finished() {
        Map<Node, byte[]> now = new LinkedHashMap<>(finished);
        finished.clear();
        return now;
    }

    /** The root of a tree that is not empty. */
    byte[] root() {
        Iterator<Edge> fromTheRight = edge.iterator();
        byte[] hash = fromTheRight.next().hash;
        while (fromTheRight.hasNext()) hash = MerkleTree.node(fromTheRight.next().hash, hash);
        return hash;
    }

    private static byte[] hash(Map<Node, byte[]> nodes, Node node) {
        byte[] hash = nodes.get(node);
        if (hash == null) throw new IllegalStateException("The tree has lost " + node);
        return hash;
    }
}
