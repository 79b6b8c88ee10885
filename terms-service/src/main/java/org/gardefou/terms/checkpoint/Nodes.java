package org.gardefou.terms.checkpoint;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hashes of the tree. Those of the leaves stand in the ledger itself. */
@ApplicationScoped
class Nodes {

    private static final String SELECT = """
            select n.level, n.index, n.hash from unnest(?::smallint[], ?::bigint[]) as w (level, index)
                join ledger_node n on n.level = w.level and n.index = w.index
            union all
            select 0, e.seq - 1, e.hash from unnest(?::smallint[], ?::bigint[]) as w (level, index)
                join ledger_entry e on w.level = 0 and e.seq = w.index + 1""";

    private static final String INSERT =
            "insert into ledger_node (level, index, hash) select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])";

    private final AgroalDataSource dataSource;

    Nodes(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is known of all subtrees that these ranges consist of, in one question. */
    Map<Node, byte[]> of(Collection<Range> ranges) {
        Set<Node> wanted = new LinkedHashSet<>();
        ranges.forEach(range -> wanted.addAll(range.nodes()));
        return load(wanted);
    }

    Map<Node, byte[]> load(Collection<Node> wanted) {
        Map<Node, byte[]> hashes = new HashMap<>();
        if (wanted.isEmpty()) return hashes;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            Object[] levels = wanted.stream().map(node -> (short) node.level()).toArray();
            Object[] indexes = wanted.stream().map(Node::index).toArray();
            for (int at = 1; at <= 3; at += 2) {
                select.setArray(at, connection.createArrayOf("smallint", levels));
                select.setArray(at + 1, connection.createArrayOf("bigint", indexes));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Node node = new Node(rows.getInt(1), rows.getLong(2));
                    hashes.put(node, node.level() == 0 ? MerkleTree.leaf(rows.getBytes(3)) : rows.getBytes(3));
                }
            }
        } catch (SQLException e) {
            throw new PersistenceException("The tree over the ledger cannot be read", e);
        }
        return hashes;
    }

    void save(Map<Node, byte[]> finished) {
        if (finished.isEmpty()) return;
        List<Object> levels = new ArrayList<>();
        List<Object> indexes = new ArrayList<>();
        finished.keySet().forEach(node -> {
            levels.add((short) node.level());
            indexes.add(node.index());
        });
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("smallint", levels.toArray()));
            insert.setArray(2, connection.createArrayOf("bigint", indexes.toArray()));
            insert.setArray(
                    3, connection.createArrayOf("bytea", finished.values().toArray(new byte[0][])));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The tree over the ledger cannot be written", e);
        }
    }
}
