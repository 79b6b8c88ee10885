package org.gardefou.terms.risknotice;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which clauses a published version has: it never changes, so each is read once. */
@ApplicationScoped
class Topics {

    private static final String OF_VERSION = """
            select c.code from terms_version_clause v join clause c on c.id = v.clause where v.terms_version = ?""";

    /** A hoster has some hundreds of versions; beyond that the oldest reading is not worth keeping. */
    private static final int MOST = 2_000;

    private final Map<UUID, Set<String>> known = new ConcurrentHashMap<>();
    private final AgroalDataSource dataSource;

    Topics(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The codes of a version's clauses. */
    Set<String> of(UUID version) {
        Set<String> before = known.get(version);
        if (before != null) return before;
        if (known.size() >= MOST) known.clear();
        Set<String> read = read(version);
        known.put(version, read);
        return read;
    }

    private Set<String> read(UUID version) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_VERSION)) {
            select.setObject(1, version);
            Set<String> codes = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) codes.add(rows.getString(1));
            }
            return Set.copyOf(codes);
        } catch (SQLException e) {
            throw new PersistenceException("The clauses of the version could not be read", e);
        }
    }
}
