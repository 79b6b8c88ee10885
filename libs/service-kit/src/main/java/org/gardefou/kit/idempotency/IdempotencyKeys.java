package org.gardefou.kit.idempotency;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The table {@code idempotency_key}; every call joins the caller's transaction. */
@ApplicationScoped
class IdempotencyKeys {

    /** Whose request it is. */
    record Scope(String caller, String operation, String key) {

        /** The key of the advisory lock: 64 bits of a hash, so that two scopes practically never share one. */
        long lock() {
            return ByteBuffer.wrap(sha256((caller + '\n' + operation + '\n' + key).getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        }
    }

    /** Swept on each use, so that the table never needs a job: more than one row for each that is added. */
    private static final int SWEEP = 20;

    private final AgroalDataSource database;
    private final Clock clock;

    IdempotencyKeys(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes the scope until the end of the transaction; false at once while another transaction has it. */
    boolean take(Scope scope) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, scope.lock());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** What was answered within the last 24 hours. */
    Optional<StoredAnswer> find(Scope scope) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select body_hash, status, location, etag, body from idempotency_key
                        where caller = ? and operation = ? and key = ? and created_at > ?""")) {
            scope(statement, scope);
            statement.setObject(4, expiry());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new StoredAnswer(
                                rows.getBytes(1),
                                rows.getInt(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getBytes(5)))
                        : Optional.empty();
            }
        }
    }

    /** Keeps an answer, in the place of one that has expired, and sweeps some others that have. */
    void store(Scope scope, StoredAnswer answer) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into idempotency_key
                        (caller, operation, key, body_hash, status, location, etag, body, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (caller, operation, key) do update set
                        body_hash = excluded.body_hash, status = excluded.status, location = excluded.location,
                        etag = excluded.etag, body = excluded.body, created_at = excluded.created_at""")) {
                scope(statement, scope);
                statement.setBytes(4, answer.bodyHash());
                statement.setInt(5, answer.status());
                statement.setString(6, answer.location());
                statement.setString(7, answer.etag());
                statement.setBytes(8, answer.body());
                statement.setObject(9, now());
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement("""
                    delete from idempotency_key where ctid = any(array(
                        select ctid from idempotency_key where created_at <= ?
                        order by created_at limit ? for update skip locked))""")) {
                statement.setObject(1, expiry());
                statement.setInt(2, SWEEP);
                statement.executeUpdate();
            }
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void scope(PreparedStatement statement, Scope scope) throws SQLException {
        statement.setString(1, scope.caller());
        statement.setString(2, scope.operation());
        statement.setString(3, scope.key());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime expiry() {
        return now().minus(Duration.ofHours(Idempotent.HOURS));
    }
}
