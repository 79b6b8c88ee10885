package org.gardefou.diagnostics.connection;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.trace.Trace;

/** Which connections are heard, and which have fallen silent. Both are told on the bus: the hook of a silent one is dead, or its server is. */
@ApplicationScoped
public class Pulses implements PanacheRepositoryBase<Pulse, UUID> {

    static final String TOPIC = "gardefou.incidents";

    /** A panel that sends much does not write each time that it lives. */
    private static final Duration FINE = Duration.ofSeconds(30);

    // Looked at before it is written: a row that need not be written is not locked either.
    private static final String HEARD = """
            insert into connection_pulse (connection, heard_at) select c, ? from unnest(?::uuid[]) as c
            where not exists (select 1 from connection_pulse p where p.connection = c and p.heard_at >= ?)
            order by c
            on conflict (connection) do update set heard_at = excluded.heard_at""";

    private static final String SPEAKS_AGAIN =
            "update connection_pulse set silent_since = null where connection = any (?) and silent_since is not null returning connection";

    private static final String FALLEN_SILENT = """
            update connection_pulse set silent_since = heard_at
            where connection in (select connection from connection_pulse
                where silent_since is null and heard_at < ? order by connection for update skip locked)
            returning connection, heard_at""";

    private static final String TELL =
            "insert into outbox (id, topic, key, type, time, trace, data) values (?, ?, ?, ?, now(), ?, ?)";

    private final Outbox outbox;

    Pulses(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The data of {@code connection.heard}. */
    record Heard(UUID connection, Instant at) {}

    /** The data of {@code connection.silent}. */
    record Silent(UUID connection, Instant lastHeardAt, Instant at) {}

    Map<UUID, Pulse> of(Collection<UUID> connections) {
        return list("connection in ?1", connections).stream()
                .collect(Collectors.toMap(Pulse::connection, Function.identity()));
    }

    /** These were heard just now; in the transaction of the connection. */
    public void heard(Connection database, Collection<UUID> connections, Instant now) throws SQLException {
        var ids = database.createArrayOf("uuid", connections.stream().distinct().toArray());
        try (PreparedStatement heard = database.prepareStatement(HEARD);
                PreparedStatement again = database.prepareStatement(SPEAKS_AGAIN)) {
            heard.setObject(1, now.atOffset(ZoneOffset.UTC));
            heard.setArray(2, ids);
            heard.setObject(3, now.minus(FINE).atOffset(ZoneOffset.UTC));
            heard.executeUpdate();
            again.setArray(1, ids);
            try (ResultSet rows = again.executeQuery()) {
                while (rows.next()) {
                    UUID connection = rows.getObject(1, UUID.class);
                    tell(database, Event.of(TOPIC, "connection.heard", connection, new Heard(connection, now)));
                }
            }
        }
    }

    /** Those that were last heard before this have fallen silent; told once for each, in the transaction of the connection. */
    void fallSilent(Connection database, Instant before, Instant now) throws SQLException {
        List<Silent> silent = new ArrayList<>();
        try (PreparedStatement update = database.prepareStatement(FALLEN_SILENT)) {
            update.setObject(1, before.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next())
                    silent.add(new Silent(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, java.time.OffsetDateTime.class).toInstant(),
                            now));
            }
        }
        for (Silent one : silent) tell(database, Event.of(TOPIC, "connection.silent", one.connection(), one));
    }

    private void tell(Connection database, Event event) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(TELL)) {
            insert.setObject(1, Ids.next());
            insert.setString(2, event.topic());
            insert.setString(3, event.key().toString());
            insert.setString(4, event.type());
            insert.setString(5, Trace.current().traceparent());
            insert.setString(6, outbox.write(event));
            insert.executeUpdate();
        }
    }
}
