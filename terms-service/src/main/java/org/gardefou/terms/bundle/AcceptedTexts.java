package org.gardefou.terms.bundle;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The texts that acceptances name, byte for byte as they were shown and hashed. */
@ApplicationScoped
class AcceptedTexts {

    private final AgroalDataSource dataSource;

    AcceptedTexts(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The page of a version in a language. */
    Optional<byte[]> rendition(UUID version, String locale) {
        return read("select content from terms_rendition where terms_version = ? and locale = ?", version, locale);
    }

    /** The canonical JSON of a version. */
    Optional<byte[]> canonical(UUID version) {
        return read(
                "select convert_to(canonical, 'UTF8') from terms_version where id = ? and state = ?",
                version,
                "PUBLISHED");
    }

    private Optional<byte[]> read(String sql, UUID version, String second) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, version);
            select.setString(2, second);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new PersistenceException("The text cannot be read", e);
        }
    }
}
