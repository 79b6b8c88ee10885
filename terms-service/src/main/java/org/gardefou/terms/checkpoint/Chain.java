package org.gardefou.terms.checkpoint;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chain of the ledger as the tree over it needs it: where it ends, its hashes, and whether a part of it holds. */
@ApplicationScoped
class Chain {

    private final AgroalDataSource dataSource;

    Chain(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Where the chain ends. */
    record Head(long seq, byte[] hash) {}

    Head head() {
        return ask("select seq, hash from ledger_head", row -> new Head(row.getLong(1), row.getBytes(2)))
                .getFirst();
    }

    /** The hashes of the entries with these numbers, first and last among them, in their order. */
    List<byte[]> hashes(long first, long last) {
        return ask(
                "select hash from ledger_entry where seq between ? and ? order by seq",
                row -> row.getBytes(1),
                first,
                last);
    }

    /** The hash of the entry with this number; null when there is none. */
    byte @Nullable [] hash(long seq) {
        List<byte[]> found = hashes(seq, seq);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The first number in this part at which the chain breaks; none when it holds. */
    @Nullable Long firstBreak(long first, long last) {
        List<Long> found = ask("select coalesce(ledger_first_break(?, ?), 0)", row -> row.getLong(1), first, last);
        return found.getFirst() == 0 ? null : found.getFirst();
    }

    /** Whether the role that asks could change the evidence only by the one function that appends. */
    boolean guarded() {
        return ask("""
                        select not has_table_privilege(oid, 'insert, update, delete, truncate, trigger')
                            and not pg_has_role(relowner, 'member')
                        from pg_class where oid = 'ledger_entry'::regclass""", row -> row.getBoolean(1)).getFirst();
    }

    /** Waits until no other process signs, and keeps others from it until the transaction ends. */
    void lockSigning() {
        // The number is for this alone; the other lock that is not a row is that of the mail to a customer.
        ask("select pg_advisory_xact_lock(7311)", row -> true);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> ask(String sql, Reading<T> reading, long... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) select.setLong(i + 1, parameters[i]);
            List<T> answer = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) answer.add(reading.of(rows));
            }
            return answer;
        } catch (SQLException e) {
            throw new PersistenceException("The ledger cannot be read", e);
        }
    }
}
