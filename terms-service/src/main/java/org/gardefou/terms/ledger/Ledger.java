package org.gardefou.terms.ledger;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The evidence ledger: what happened, in an append-only hash chain, in the transaction that made it happen.
 *
 * <p>Facts are collected while the transaction runs and appended in one statement just before it commits: the end of the chain
 * is a lock that all writers share, so it is held for that statement and the commit only, and never while another lock is
 * waited for.
 */
@ApplicationScoped
public class Ledger {

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transaction;
    private final ObjectMapper json;

    Ledger(AgroalDataSource dataSource, TransactionSynchronizationRegistry transaction, ObjectMapper json) {
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.json = json;
    }

    /** Adds a fact to the caller's transaction; a fact without a customer gets the one of its site, where that is known. */
    @Transactional(MANDATORY)
    public void append(Fact fact) {
        pending().facts.add(fact);
    }

    private Pending pending() {
        if (transaction.getResource(Ledger.class) instanceof Pending before) return before;
        Pending pending = new Pending();
        transaction.putResource(Ledger.class, pending);
        transaction.registerInterposedSynchronization(pending);
        return pending;
    }

    private final class Pending implements Synchronization {

        private final List<Fact> facts = new ArrayList<>();

        @Override
        public void beforeCompletion() {
            if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) return;
            // Hibernate has written its changes by now: its synchronization is not interposed, and those come first.
            try (Connection connection = dataSource.getConnection()) {
                write(connection, withCustomers(connection, facts));
            } catch (SQLException e) {
                throw new PersistenceException("The ledger entry could not be written", e);
            }
        }

        @Override
        public void afterCompletion(int status) {
            facts.clear();
        }
    }

    private void write(Connection connection, List<Fact> facts) throws SQLException {
        Array bodies = connection.createArrayOf(
                "text", facts.stream().map(fact -> Canonical.json(json, fact)).toArray());
        try (PreparedStatement append = connection.prepareStatement("select ledger_append(?)")) {
            append.setArray(1, bodies);
            append.execute();
        } finally {
            bodies.free();
        }
    }

    private static List<Fact> withCustomers(Connection connection, List<Fact> facts) throws SQLException {
        UUID[] sites = facts.stream()
                .filter(fact -> fact.customer() == null && fact.site() != null)
                .map(Fact::site)
                .distinct()
                .toArray(UUID[]::new);
        if (sites.length == 0) return facts;
        Map<UUID, UUID> owners = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, customer from site where id = any (?)")) {
            select.setArray(1, connection.createArrayOf("uuid", sites));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) owners.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
            }
        }
        return facts.stream().map(fact -> owned(fact, owners)).toList();
    }

    private static Fact owned(Fact fact, Map<UUID, UUID> owners) {
        @Nullable UUID owner = fact.site() == null ? null : owners.get(fact.site());
        return fact.customer() != null || owner == null ? fact : fact.of(owner);
    }
}
