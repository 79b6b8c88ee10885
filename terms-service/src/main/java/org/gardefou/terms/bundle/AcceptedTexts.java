package org.gardefou.terms.bundle;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The texts of the versions that entries name, byte for byte as they were shown and hashed. */
@ApplicationScoped
class AcceptedTexts {

    private final AgroalDataSource dataSource;

    AcceptedTexts(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The pages of a version, by their languages. */
    Map<String, byte[]> renditions(UUID version) {
        return read("select locale, content from terms_rendition where terms_version = ?", version);
    }

    /** The canonical JSON of a version. */
    Optional<byte[]> canonical(UUID version) {
        return read(
                        "select 'json', convert_to(canonical, 'UTF8') from terms_version where id = ? and state = 'PUBLISHED'",
                        version)
                .values()
                .stream()
                .findFirst();
    }

    private Map<String, byte[]> read(String sql, UUID version) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, version);
            Map<String, byte[]> texts = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) texts.put(rows.getString(1), rows.getBytes(2));
            }
            return texts;
        } catch (SQLException e) {
            throw new PersistenceException("The text cannot be read", e);
        }
    }
}
