package org.gardefou.kit.inbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The ids of events whose effect is in this database: written in the same transaction as the effect. */
@ApplicationScoped
public class Inbox {

    private final AgroalDataSource dataSource;

    Inbox(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Records the ids in the caller's transaction, in one statement, and returns those that were not there yet. */
    public Set<UUID> addNew(Collection<UUID> ids) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into inbox (id) select distinct unnest(?) on conflict do nothing returning id")) {
            Array all = connection.createArrayOf("uuid", ids.toArray());
            insert.setArray(1, all);
            try (ResultSet added = insert.executeQuery()) {
                Set<UUID> fresh = new HashSet<>();
                while (added.next()) fresh.add(added.getObject(1, UUID.class));
                return fresh;
            }
        }
    }
}
