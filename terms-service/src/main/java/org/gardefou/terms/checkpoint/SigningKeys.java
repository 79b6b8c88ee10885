package org.gardefou.terms.checkpoint;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.secret.Secrets;
import org.gardefou.kit.problem.Problems;

/** The key that signs now, and the public halves of all that ever did. */
@ApplicationScoped
public class SigningKeys {

    private final Secrets secrets;
    private final String name;
    private final AgroalDataSource dataSource;

    SigningKeys(SecretsConfig secrets, CheckpointConfig config, AgroalDataSource dataSource) {
        this.secrets = Secrets.in(secrets.directory());
        this.name = config.key();
        this.dataSource = dataSource;
    }

    /** A key and since when it signs. */
    public record Known(VerifyingKey key, Instant firstUsed) {}

    /**
     * The key that signs now, read anew each time: it is replaced by putting another into its place.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 when there is none that can be used
     */
    public SigningKey current() {
        try {
            return SigningKey.of(secrets.get(name).value());
        } catch (SecretUnavailableException e) {
            throw unusable(String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException e) {
            throw unusable(
                    "The secret %s is no private Ed25519 key in PEM; make one with: openssl genpkey -algorithm ed25519."
                            .formatted(name));
        }
    }

    private static RuntimeException unusable(String why) {
        return Problems.own("terms/no-signing-key", 503, "The ledger cannot be signed", "Ask an operator: " + why);
    }

    /** Every key that has signed, the newest first. */
    public List<Known> known() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select public_key, first_used from checkpoint_key order by first_used desc, id");
                ResultSet rows = select.executeQuery()) {
            List<Known> known = new ArrayList<>();
            while (rows.next())
                known.add(new Known(
                        VerifyingKey.of(rows.getBytes(1)),
                        rows.getObject(2, OffsetDateTime.class).toInstant()));
            return known;
        } catch (SQLException e) {
            throw new PersistenceException("The keys cannot be read", e);
        }
    }

    /** Remembers a key that signs; answers whether it is new. */
    boolean remember(VerifyingKey key, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into checkpoint_key (id, public_key, first_used) values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, key.id());
            insert.setBytes(2, key.key().getEncoded());
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new PersistenceException("The key cannot be remembered", e);
        }
    }
}
