package org.gardefou.terms.ledger;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** Reads the ledger in its order. */
@ApplicationScoped
public class EvidenceReader {

    private static final String SELECT =
            "select seq, kind, site, customer, prev_hash, hash, body from ledger_entry where ";

    private final AgroalDataSource dataSource;

    EvidenceReader(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A condition in SQL with the one id that it asks for. */
    private record Mine(String sql, @Nullable UUID id) {}

    Page<Evidence> page(PageRequest request, Visibility visibility, @Nullable UUID site, @Nullable UUID customer) {
        Mine mine = mine(visibility);
        String sql = SELECT + mine.sql
                + " and (?::uuid is null or site = ?) and (?::uuid is null or customer = ?) and seq > ? order by seq limit ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            int at = bind(select, mine);
            select.setObject(at++, site);
            select.setObject(at++, site);
            select.setObject(at++, customer);
            select.setObject(at++, customer);
            select.setLong(at++, request.after().map(cursor -> cursor.number(0)).orElse(0L));
            select.setInt(at, request.fetch());
            return Page.of(read(select), request, entry -> Cursor.after(entry.seq()));
        } catch (SQLException e) {
            throw new PersistenceException("The ledger cannot be read", e);
        }
    }

    /** The entry of that number, if the caller may see it. */
    public Optional<Evidence> entry(long seq, Visibility visibility) {
        Mine mine = mine(visibility);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + mine.sql + " and seq = ?")) {
            select.setLong(bind(select, mine), seq);
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw new PersistenceException("The ledger cannot be read", e);
        }
    }

    /** The numbers of a site's entries that tell of these events or assessments; what the ledger does not have is left out. */
    public Map<UUID, Long> seqs(UUID site, Collection<UUID> told) {
        Map<UUID, Long> seqs = new HashMap<>();
        if (told.isEmpty()) return seqs;
        String sql = """
                select told, min(seq) from (
                    select seq, coalesce(body::jsonb #>> '{data,event}',
                        case kind when 'liability.assessed' then body::jsonb #>> '{data,assessment}' end) told
                    from ledger_entry where site = ?) entry
                where told = any (?) group by told""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, site);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", told.stream().map(UUID::toString).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) seqs.put(UUID.fromString(rows.getString(1)), rows.getLong(2));
            }
            return seqs;
        } catch (SQLException e) {
            throw new PersistenceException("The ledger cannot be read", e);
        }
    }

    /** The entry by which an acceptance, given here or taken over from elsewhere, is evidence. */
    public Optional<Evidence> ofAcceptance(UUID acceptance) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        SELECT
                                + "kind in ('acceptance.recorded', 'acceptance.imported') and body::jsonb #>> '{data,acceptance}' = ? order by seq limit 1")) {
            select.setString(1, acceptance.toString());
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw new PersistenceException("The ledger cannot be read", e);
        }
    }

    private static Mine mine(Visibility visibility) {
        return switch (visibility) {
            case Visibility.Everything() -> new Mine("true", null);
            case Visibility.OfCustomer(UUID id) -> new Mine("customer = ?", id);
            case Visibility.OfConnection(UUID id) ->
                new Mine("site in (select s.id from site s where s.connection = ?)", id);
            case Visibility.Nothing() -> new Mine("false", null);
        };
    }

    private static int bind(PreparedStatement select, Mine mine) throws SQLException {
        if (mine.id == null) return 1;
        select.setObject(1, mine.id);
        return 2;
    }

    private static List<Evidence> read(PreparedStatement select) throws SQLException {
        List<Evidence> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next())
                entries.add(new Evidence(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getObject(3, UUID.class),
                        rows.getObject(4, UUID.class),
                        HexFormat.of().formatHex(rows.getBytes(5)),
                        HexFormat.of().formatHex(rows.getBytes(6)),
                        rows.getString(7)));
        }
        return entries;
    }
}
