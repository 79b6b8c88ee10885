package org.gardefou.terms.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the ledger what a bundle is made of. */
@ApplicationScoped
class LedgerParts {

    private static final String SELECT = "select seq, prev_hash, hash, kind, site, body from ledger_entry where ";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    LedgerParts(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** An entry; its body is the canonical JSON, byte for byte. */
    record Entry(
            long seq,
            byte[] prevHash,
            byte[] hash,
            String kind,
            @Nullable UUID site,
            String body,
            JsonNode data) {

        /** What it says under that name; empty when it says nothing. */
        String text(String field) {
            return data.path(field).asText();
        }
    }

    /** The first entry about a thing, if it is this customer's, or anybody's where none is given. */
    List<Entry> beginning(About about, UUID id, @Nullable UUID customer, long size) {
        return read(
                SELECT + about.condition() + " and (?::uuid is null or customer = ?) and seq <= ? order by seq limit 1",
                id.toString(),
                customer,
                customer,
                size);
    }

    /** All about a site between two entries; more than so many are not read. */
    List<Entry> ofSite(UUID site, @Nullable UUID customer, long first, long last, int most) {
        return read(
                SELECT + "site = ? and (?::uuid is null or customer = ?) and seq between ? and ? order by seq limit ?",
                site,
                customer,
                customer,
                first,
                last,
                most);
    }

    /** What was accepted here or elsewhere, what was sent of it, and what became of the names of who did. */
    List<Entry> acceptances(Collection<String> acceptances, long size) {
        return read(
                SELECT
                        + "kind in ('acceptance.recorded', 'acceptance.imported', 'personal-values.erased', 'acceptance.delivered', 'acceptance.undeliverable')"
                        + " and body::jsonb #>> '{data,acceptance}' = any (?) and seq <= ? order by seq",
                acceptances.toArray(new String[0]),
                size);
    }

    /** That mandates were given, and revoked. */
    List<Entry> mandates(Collection<String> mandates, long size) {
        return read(
                SELECT
                        + "kind in ('mandate.given', 'mandate.revoked') and body::jsonb #>> '{data,mandate}' = any (?) and seq <= ? order by seq",
                mandates.toArray(new String[0]),
                size);
    }

    /** The publications of versions. */
    List<Entry> publications(Collection<String> versions, long size) {
        return read(
                SELECT
                        + "kind = 'terms.published' and body::jsonb #>> '{data,version}' = any (?) and seq <= ? order by seq",
                versions.toArray(new String[0]),
                size);
    }

    /** Those with these numbers, in their order. */
    List<Entry> numbered(List<Long> numbers) {
        return read(SELECT + "seq = any (?) order by seq", (Object) numbers.toArray(new Long[0]));
    }

    private List<Entry> read(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++)
                switch (parameters[i]) {
                    case Long[] numbers -> select.setArray(i + 1, connection.createArrayOf("bigint", numbers));
                    case String[] texts -> select.setArray(i + 1, connection.createArrayOf("text", texts));
                    case null, default -> select.setObject(i + 1, parameters[i]);
                }
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) entries.add(entry(rows));
            }
            return entries;
        } catch (SQLException e) {
            throw new PersistenceException("The ledger cannot be read", e);
        }
    }

    private Entry entry(ResultSet row) throws SQLException {
        String body = row.getString(6);
        try {
            return new Entry(
                    row.getLong(1),
                    row.getBytes(2),
                    row.getBytes(3),
                    row.getString(4),
                    row.getObject(5, UUID.class),
                    body,
                    json.readTree(body).path("data"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger holds no JSON at " + row.getLong(1), e);
        }
    }
}
