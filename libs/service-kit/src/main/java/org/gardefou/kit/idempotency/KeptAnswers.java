package org.gardefou.kit.idempotency;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The answers that are kept for requests that come again, for who has to forget what is in them. */
@ApplicationScoped
public class KeptAnswers {

    private static final int HASH_BYTES = 32;

    private final AgroalDataSource database;
    private final SecureRandom random = new SecureRandom();

    KeptAnswers(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Forgets what was asked and answered when a resource was made, and what lies under it. A request that comes again has no effect still: it is
     * refused (422), as nobody knows any longer that it is the same.
     *
     * @param resource that the answers' {@code Location} names
     */
    @Transactional(MANDATORY)
    public void forget(UUID resource) {
        forget("position(? in location) > 0", resource.toString());
    }

    /**
     * Forgets what was asked of a resource class and answered with something that is named by an id, where nothing was made that a {@code Location} could
     * name. A request that comes again has no effect still, as above.
     *
     * @param operations the class whose operations they are
     * @param named an id that the answers have in them
     */
    @Transactional(MANDATORY)
    public void forgetAnswers(Class<?> operations, UUID named) {
        forget(
                "starts_with(operation, ?) and position(convert_to(?, 'UTF8') in body) > 0",
                operations.getSimpleName() + "#",
                named.toString());
    }

    private void forget(String which, String... values) {
        byte[] nothing = new byte[HASH_BYTES];
        random.nextBytes(nothing);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update idempotency_key set body_hash = ?, body = null where " + which)) {
            statement.setBytes(1, nothing);
            for (int i = 0; i < values.length; i++) statement.setString(i + 2, values[i]);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The kept answers cannot be forgotten", e);
        }
    }
}
