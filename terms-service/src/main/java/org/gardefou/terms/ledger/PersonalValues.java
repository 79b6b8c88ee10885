package org.gardefou.terms.ledger;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is personal about a piece of evidence: kept beside the ledger, where it can be erased. The ledger gets a commitment
 * only, SHA-256(salt ‖ value): it proves the value to who knows value and salt, and says nothing once they are erased.
 */
@ApplicationScoped
public class PersonalValues {

    private static final int SALT_BYTES = 32;

    private final AgroalDataSource dataSource;
    private final SecureRandom random = new SecureRandom();

    PersonalValues(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Keeps values of an owner.
     *
     * @param owner what they belong to: an acceptance, an acknowledgement
     * @return the commitment to each, in lower-case hex, by its field's name
     */
    @Transactional(MANDATORY)
    public Map<String, Object> keep(UUID owner, Map<String, String> values) {
        Map<String, Object> commitments = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into personal_value (owner, field, salt, value) values (?, ?, ?, ?)")) {
            for (Map.Entry<String, String> field : values.entrySet()) {
                byte[] salt = new byte[SALT_BYTES];
                random.nextBytes(salt);
                insert.setObject(1, owner);
                insert.setString(2, field.getKey());
                insert.setBytes(3, salt);
                insert.setString(4, field.getValue());
                insert.addBatch();
                commitments.put(field.getKey(), commitment(salt, field.getValue()));
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("The personal values could not be kept", e);
        }
        return commitments;
    }

    /** What is still kept of an owner, by field; empty once erased. */
    public Map<String, String> of(UUID owner) {
        Map<String, String> values = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select field, value from personal_value where owner = ?")) {
            select.setObject(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) values.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new PersistenceException("The personal values could not be read", e);
        }
        return values;
    }

    /** What opens a commitment: SHA-256(salt ‖ value) is what the ledger has. */
    public record Opening(String field, byte[] salt, String value) {}

    /** What opens one commitment of an owner; empty once erased. */
    public Optional<Opening> opening(UUID owner, String field) {
        return openings(owner).stream().filter(one -> one.field.equals(field)).findFirst();
    }

    /** What opens the commitments of an owner, by field; none once erased. */
    public List<Opening> openings(UUID owner) {
        List<Opening> openings = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select field, salt, value from personal_value where owner = ? order by field")) {
            select.setObject(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) openings.add(new Opening(rows.getString(1), rows.getBytes(2), rows.getString(3)));
            }
        } catch (SQLException e) {
            throw new PersistenceException("The personal values could not be read", e);
        }
        return openings;
    }

    /**
     * Erases the values of an owner and their salts: the commitments in the ledger say nothing from then on, and its chain still holds.
     *
     * @return the fields that were erased; none when they were gone already
     */
    @Transactional(MANDATORY)
    public List<String> erase(UUID owner) {
        List<String> erased = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from personal_value where owner = ? returning field")) {
            delete.setObject(1, owner);
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) erased.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new PersistenceException("The personal values could not be erased", e);
        }
        erased.sort(null);
        return erased;
    }

    static String commitment(byte[] salt, String value) {
        MessageDigest digest = Canonical.digest();
        digest.update(salt);
        return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    }
}
