package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.sitechange.SiteChange.Actor;
import org.gardefou.diagnostics.sitechange.SiteChange.ChangedObject;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The stored changes. Plain SQL, as they are written: there is no aggregate to guard. */
@ApplicationScoped
public class SiteChanges {

    private static final String PREFIX = "org.gardefou.";
    private static final String COLUMNS = "c.id, c.site, c.type, c.data";

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(
            UUID customer,
            Actor actor,
            ChangedObject object,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            String source,
            Instant happenedAt,
            Instant receivedAt) {}

    private final AgroalDataSource dataSource;
    private final ObjectReader reader;

    SiteChanges(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.reader = json.readerFor(Data.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The changes of a site since a moment, newest first, at most 200. */
    public List<SiteChange> since(UUID site, Instant moment) {
        return select(
                "select " + COLUMNS
                        + " from site_change c where c.site = ? and c.happened_at >= ? order by c.happened_at desc, c.id desc limit 200",
                List.of(site, moment.atOffset(ZoneOffset.UTC)));
    }

    /** When the last change of each site was stored that was stored since a moment; sites that are registered. */
    public Map<UUID, Instant> lastStoredSince(Instant moment) {
        // Ids are UUIDs of version 7, made when a change is stored: their order is the order of time.
        String query = "select c.site, max(c.id::text) from site_change c join site s on s.id = c.site"
                + " where c.id >= ? group by c.site";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, Ids.firstOf(moment));
            try (ResultSet rows = select.executeQuery()) {
                Map<UUID, Instant> last = new HashMap<>();
                while (rows.next()) {
                    last.put(rows.getObject(1, UUID.class), Ids.madeAt(UUID.fromString(rows.getString(2))));
                }
                return last;
            }
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }

    Optional<SiteChange> visible(UUID id, Visibility visibility) {
        List<Object> parameters = new ArrayList<>(List.of(id));
        String query = "select " + COLUMNS + " from site_change c join site s on s.id = c.site where c.id = ? and "
                + mine(visibility, parameters);
        return select(query, parameters).stream().findFirst();
    }

    Page<SiteChange> page(@Nullable UUID site, @Nullable ChangeType type, Visibility visibility, PageRequest request) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder query = new StringBuilder("select ")
                .append(COLUMNS)
                .append(" from site_change c join site s on s.id = c.site where ")
                .append(mine(visibility, parameters));
        if (site != null) {
            query.append(" and c.site = ?");
            parameters.add(site);
        }
        if (type != null) {
            query.append(" and c.type = ?");
            parameters.add(type.fullName());
        }
        request.after().ifPresent(cursor -> {
            query.append(" and (c.happened_at, c.id) < (?, ?)");
            parameters.add(cursor.instant(0).atOffset(ZoneOffset.UTC));
            parameters.add(cursor.uuid(1));
        });
        query.append(" order by c.happened_at desc, c.id desc limit ").append(request.fetch());
        return Page.of(
                select(query.toString(), parameters),
                request,
                change -> Cursor.after(change.happenedAt(), change.id()));
    }

    private static String mine(Visibility visibility, List<Object> parameters) {
        return switch (visibility) {
            case Visibility.Everything() -> "true";
            case Visibility.OfCustomer(UUID customer) -> {
                parameters.add(customer);
                yield "s.customer = ?";
            }
            case Visibility.OfConnection(UUID connection) -> {
                parameters.add(connection);
                yield "s.connection = ?";
            }
            case Visibility.Nothing() -> "false";
        };
    }

    private List<SiteChange> select(String query, List<Object> parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.size(); i++) select.setObject(i + 1, parameters.get(i));
            try (ResultSet rows = select.executeQuery()) {
                List<SiteChange> changes = new ArrayList<>();
                while (rows.next()) changes.add(read(rows));
                return changes;
            }
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }

    private SiteChange read(ResultSet row) throws SQLException {
        try {
            Data data = reader.readValue(row.getString(4));
            return new SiteChange(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    data.customer(),
                    row.getString(3).substring(PREFIX.length()).replaceFirst("\\.v1$", ""),
                    data.actor(),
                    data.object(),
                    data.before(),
                    data.after(),
                    data.source(),
                    SiteChange.Origin.of(data.source()),
                    data.happenedAt(),
                    data.receivedAt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored change cannot be read", e);
        }
    }
}
