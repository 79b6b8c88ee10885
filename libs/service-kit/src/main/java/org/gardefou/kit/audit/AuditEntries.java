package org.gardefou.kit.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit trail. A service shows it to its operators:
 *
 * <pre>{@code
 * @GET
 * @Path("/terms/v1/audit")
 * @PermissionsAllowed("terms:admin")
 * @PermissionsAllowed("as:operator")
 * public Page<AuditEntry> audit(@BeanParam PageParams page, @BeanParam AuditEntries.Filter filter) {
 *     return entries.page(page.request(), filter);
 * }
 * }</pre>
 */
@ApplicationScoped
public class AuditEntries {

    /** Which entries are wanted; what is null does not restrict. */
    public static class Filter {

        @QueryParam("resourceType")
        @Parameter(name = "resourceType", description = "Only entries about this kind of resource.")
        @Nullable String resourceType;

        @QueryParam("resourceId")
        @Parameter(name = "resourceId", description = "Only entries about this resource.")
        @Nullable String resourceId;

        @QueryParam("subject")
        @Parameter(name = "subject", description = "Only what this caller did.")
        @Nullable String subject;

        /** For the framework; restricts nothing. */
        public Filter() {}
    }

    private final AgroalDataSource database;
    private final ObjectMapper json;

    AuditEntries(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The entries that match, the newest first. */
    public Page<AuditEntry> page(PageRequest request, Filter filter) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select id, at, subject, role, remote, action, resource_type, resource_id, before, after
                        from audit_entry
                        where (?::uuid is null or id < ?::uuid)
                          and (?::text is null or resource_type = ?)
                          and (?::text is null or resource_id = ?)
                          and (?::text is null or subject = ?)
                        order by id desc limit ?""")) {
            UUID after = request.after().map(cursor -> cursor.uuid(0)).orElse(null);
            statement.setObject(1, after);
            statement.setObject(2, after);
            twice(statement, 3, filter.resourceType);
            twice(statement, 5, filter.resourceId);
            twice(statement, 7, filter.subject);
            statement.setInt(9, request.fetch());
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return Page.of(entries, request, entry -> Cursor.after(entry.id()));
        } catch (SQLException e) {
            throw new IllegalStateException("The audit trail cannot be read", e);
        }
    }

    private static void twice(PreparedStatement statement, int index, @Nullable String value) throws SQLException {
        statement.setString(index, value);
        statement.setString(index + 1, value);
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                tree(row.getString(9)),
                tree(row.getString(10)));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb gives valid JSON", e);
        }
    }
}
