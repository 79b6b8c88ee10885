package org.gardefou.diagnostics.exposure;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** What was found, and what could be. */
@ApplicationScoped
class Exposures {

    /** What the feeds in use say of the components of a site, whatever their versions: a directory names only what WordPress knows. */
    private static final String SAID = """
            select f.feed, 'VULNERABLE', c.kind, c.slug, coalesce(c.version, ''), v.record, v.title, v.severity, v.score, v.fixed_in,
                coalesce(v.cve, v.reference), v.published, v.ranges,
                (select coalesce(jsonb_agg(n.text order by n.number), '[]') from feed_notice n where n.import = v.import and n.number = any (v.notices))
            from inventory i
            join inventory_component c on c.site = i.site
            join vulnerability v on v.kind = c.kind and v.slug = lower(c.slug)
            join feed_import f on f.id = v.import and f.state = 'CURRENT'
            where i.site = ? and i.cms = 'WORDPRESS' and c.version is not null
            union all
            select f.feed, 'CLOSED', c.kind, c.slug, coalesce(c.version, ''), 'closed', c.name, 'UNKNOWN', null, null, null, null, null, '[]'
            from inventory i
            join inventory_component c on c.site = i.site
            join directory_entry d on d.kind = c.kind and d.slug = lower(c.slug) and d.closed
            join feed_import f on f.id = d.import and f.state = 'CURRENT'
            where i.site = ? and i.cms = 'WORDPRESS'
            union all
            select f.feed, 'OUTDATED', c.kind, c.slug, c.version, 'latest', c.name, 'UNKNOWN', null, d.latest, null, null,
                jsonb_build_array(jsonb_build_object('from', null, 'fromInclusive', true, 'to', d.latest, 'toInclusive', false)), '[]'
            from inventory i
            join inventory_component c on c.site = i.site
            join directory_entry d on d.kind = c.kind and d.slug = lower(c.slug) and d.latest is not null
            join feed_import f on f.id = d.import and f.state = 'CURRENT'
            where i.site = ? and i.cms = 'WORDPRESS' and c.version is not null
            union all
            select f.feed, 'UNMAINTAINED', c.kind, c.slug, coalesce(c.version, ''), 'released', c.name, 'UNKNOWN', null, null, null, d.released_at::date::text,
                null, '[]'
            from inventory i
            join inventory_component c on c.site = i.site
            join directory_entry d on d.kind = c.kind and d.slug = lower(c.slug)
            join feed_import f on f.id = d.import and f.state = 'CURRENT' and d.released_at < f.fetched_at - interval '24 months'
            where i.site = ? and i.cms = 'WORDPRESS'""";

    /** The sites that a feed says something of, or has said something of. */
    private static final String CONCERNED = """
            select distinct c.site from inventory_component c join inventory i on i.site = c.site and i.cms = 'WORDPRESS'
            where (c.kind, lower(c.slug)) in (
                select v.kind, v.slug from vulnerability v join feed_import f on f.id = v.import where f.feed = ? and f.state = 'CURRENT'
                union select d.kind, d.slug from directory_entry d join feed_import f on f.id = d.import where f.feed = ? and f.state = 'CURRENT')
            union select site from exposure where feed = ?""";

    private static final String ADD = """
            insert into exposure (id, site, feed, fact, kind, slug, version, record, title, severity, score, fixed_in, reference, published, notices, found_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict (site, feed, fact, kind, slug, version, record) do update set title = excluded.title, severity = excluded.severity,
                score = excluded.score, fixed_in = excluded.fixed_in, reference = excluded.reference, published = excluded.published,
                notices = excluded.notices
            returning xmax = 0""";

    private final AgroalDataSource dataSource;
    private final Clock clock;

    Exposures(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Something that a feed says of a component.
     *
     * @param ranges the versions that it is about, as JSON; null: all
     */
    record Said(
            String feed,
            String fact,
            String kind,
            String slug,
            String version,
            String record,
            String title,
            String severity,
            @Nullable Double score,
            @Nullable String fixedIn,
            @Nullable String reference,
            @Nullable String published,
            @Nullable String ranges,
            String notices) {}

    List<Said> said(UUID site) {
        return select(
                SAID,
                row -> new Said(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        number(row, 9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14)),
                site,
                site,
                site,
                site);
    }

    List<UUID> concernedBy(String feed) {
        return select(CONCERNED, row -> row.getObject(1, UUID.class), feed, feed, feed);
    }

    /** One at a time decides about a site's exposures: the others wait here for the end of the transaction. */
    boolean lock(UUID site) {
        return !select("select 1 from inventory where site = ? for update", row -> true, site)
                .isEmpty();
    }

    /** Keeps what holds; true when it is new. */
    boolean keep(UUID site, Said said, Instant now) {
        return select(
                        ADD,
                        row -> row.getBoolean(1),
                        Ids.next(),
                        site,
                        said.feed(),
                        said.fact(),
                        said.kind(),
                        said.slug(),
                        said.version(),
                        said.record(),
                        said.title(),
                        said.severity(),
                        said.score(),
                        said.fixedIn(),
                        said.reference(),
                        said.published(),
                        said.notices(),
                        now)
                .getFirst();
    }

    /** Forgets what holds no longer: all of a site's but these. */
    void keepOnly(UUID site, List<Said> holding) {
        String[] keys = holding.stream()
                .map(said -> key(said.feed(), said.fact(), said.kind(), said.slug(), said.version(), said.record()))
                .toArray(String[]::new);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from exposure where site = ? and concat_ws(e'\\n', feed, fact, kind, slug, version, record) <> all (?)")) {
            delete.setObject(1, site);
            delete.setArray(2, connection.createArrayOf("text", keys));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static String key(String... parts) {
        return String.join("\n", parts);
    }

    Page<Exposure> page(UUID site, PageRequest request) {
        List<Object> parameters = new ArrayList<>(List.of(site));
        StringBuilder query = new StringBuilder("""
                select e.id, e.site, e.fact, e.kind, e.slug, e.version, e.title, e.severity, e.score, e.fixed_in, e.reference, e.published, e.feed,
                    e.record, f.fetched_at, e.notices, e.found_at
                from exposure e join feed_import f on f.feed = e.feed and f.state = 'CURRENT' where e.site = ?""");
        request.after().ifPresent(cursor -> {
            query.append(" and e.id < ?");
            parameters.add(cursor.uuid(0));
        });
        query.append(" order by e.id desc limit ").append(request.fetch());
        Instant now = clock.instant();
        return Page.of(
                select(query.toString(), row -> exposure(row, now), parameters.toArray()),
                request,
                one -> Cursor.after(one.id()));
    }

    private static Exposure exposure(ResultSet row, Instant now) throws SQLException {
        Instant fetched = row.getObject(15, OffsetDateTime.class).toInstant();
        return new Exposure(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Exposure.Fact.valueOf(row.getString(3)),
                ComponentKind.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                number(row, 9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                fetched,
                Math.max(0, Duration.between(fetched, now).toHours()),
                row.getString(16),
                row.getObject(17, OffsetDateTime.class).toInstant());
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        float number = row.getFloat(column);
        // By its text: 8.8 as a float is not 8.8 as a double.
        return row.wasNull() ? null : Double.valueOf(Float.toString(number));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String query, Row<T> row, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                select.setObject(i + 1, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) found.add(row.of(rows));
                return found;
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
