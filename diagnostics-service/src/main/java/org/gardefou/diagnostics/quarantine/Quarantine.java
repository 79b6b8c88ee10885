package org.gardefou.diagnostics.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.placing.Place.Reason;
import org.gardefou.diagnostics.sitechange.ReportedChange;
import org.gardefou.kit.id.Ids;

/** Keeps reports that cannot be placed. */
@ApplicationScoped
public class Quarantine {

    private static final String HOLD = """
            insert into held_report (id, connection, source, event_id, type, happened_at, held_at, expires_at, about, reason, data, state, version)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, 'HELD', 0
            where (select count(*) from (select 1 from held_report where connection = ? and state = 'HELD' limit ?) held) < ?
            on conflict (connection, source, event_id) do nothing
            returning id""";

    private static final String EARLIER =
            "select id from held_report where connection = ? and source = ? and event_id = ?";

    private final QuarantineConfig config;
    private final ObjectMapper json;

    Quarantine(QuarantineConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    /** A report to be kept, of which connection, and why. */
    public record Holding(UUID connection, About about, Reason reason, ReportedChange report) {}

    /**
     * Keeps a report, in the transaction of the connection to the database.
     *
     * @return its id, the earlier one's when it is a repetition; empty when the panel has so many there that no more are kept
     */
    public Optional<UUID> hold(Connection database, Holding holding, Instant now) throws SQLException {
        ReportedChange report = holding.report();
        try (PreparedStatement insert = database.prepareStatement(HOLD)) {
            insert.setObject(1, Ids.next());
            insert.setObject(2, holding.connection());
            insert.setString(3, report.source());
            insert.setString(4, report.eventId());
            insert.setString(5, report.type().fullName());
            insert.setObject(6, report.time().atOffset(ZoneOffset.UTC));
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            insert.setObject(8, now.plus(config.kept()).atOffset(ZoneOffset.UTC));
            insert.setString(9, write(holding.about()));
            insert.setString(10, holding.reason().name());
            insert.setString(11, write(report.data()));
            insert.setObject(12, holding.connection());
            insert.setInt(13, config.most());
            insert.setInt(14, config.most());
            Optional<UUID> held = first(insert);
            return held.isPresent() ? held : earlier(database, holding);
        }
    }

    private static Optional<UUID> earlier(Connection database, Holding holding) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(EARLIER)) {
            select.setObject(1, holding.connection());
            select.setString(2, holding.report().source());
            select.setString(3, holding.report().eventId());
            return first(select);
        }
    }

    private static Optional<UUID> first(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report cannot be written as JSON", e);
        }
    }
}
