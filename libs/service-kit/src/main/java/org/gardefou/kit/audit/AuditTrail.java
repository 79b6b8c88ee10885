package org.gardefou.kit.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.permission.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what operators and systems do. An entry joins the transaction of the deed: both are kept, or neither is.
 *
 * <p>{@code before} and {@code after} are written as JSON; give what the API shows of the resource, never a secret.
 */
@ApplicationScoped
public class AuditTrail {

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final Clock clock;
    private final Caller caller;
    private final RemoteAddress remote;

    AuditTrail(AgroalDataSource database, ObjectMapper json, Clock clock, Caller caller, RemoteAddress remote) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.caller = caller;
        this.remote = remote;
    }

    /** Records a deed of the caller of the present request. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(
            String action, String resourceType, Object resourceId, @Nullable Object before, @Nullable Object after) {
        recordAs(
                new Actor(caller.subject(), caller.role().group(), remote.current()),
                action,
                resourceType,
                resourceId,
                before,
                after);
    }

    /** Records a deed of somebody else than the caller of a request, for example of a schedule. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordAs(
            Actor actor,
            String action,
            String resourceType,
            Object resourceId,
            @Nullable Object before,
            @Nullable Object after) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into audit_entry
                            (id, at, subject, role, remote, action, resource_type, resource_id, before, after)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""")) {
            statement.setObject(1, Ids.next());
            statement.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setString(3, actor.subject());
            statement.setString(4, actor.role());
            statement.setString(5, actor.remote());
            statement.setString(6, action);
            statement.setString(7, resourceType);
            statement.setString(8, resourceId.toString());
            statement.setString(9, text(before));
            statement.setString(10, text(after));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The audit entry could not be written; the deed is rolled back", e);
        }
    }

    private @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), e);
        }
    }
}
