package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The findings about extensions, and the notices that tell of them. Plain JDBC, as it works in the transactions of the bus too. */
@ApplicationScoped
class SecurityStore {

    /** All findings of a site can be told of together. */
    static final String GROUPING = "security";

    /** Writers of the findings of one site come one after the other. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('security ' || ?, 0))";

    private static final String OPEN = """
            select id from risk_notice where site = ? and grouping = ? and customer = ? and open
                and last_happened_at >= ?::timestamptz - ?::interval and happened_at >= ?::timestamptz - ?::interval for update""";

    private static final String ADD = """
            insert into security_fact (id, site, customer, notice, extension_kind, extension, version, fact, severity, fixed_in, source, reference, found_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (site, extension_kind, extension, version, fact, customer) where cleared_at is null do nothing""";

    private static final String COLUMNS =
            "extension_kind, extension, version, fact, severity, fixed_in, source, reference";

    private static final String STANDING =
            "select " + COLUMNS + " from security_fact where notice = ? and cleared_at is null";

    private static final String NOTICE_OF = """
            select notice from security_fact where site = ? and customer = ? and extension_kind = ? and extension = ? and version = ? and fact = ?
                and cleared_at is null""";

    private static final String OF_EXTENSION = "select id, notice, " + COLUMNS
            + " from security_fact where site = ? and extension_kind = ? and extension = ? and cleared_at is null";

    private static final String CLEAR = "update security_fact set cleared_at = ? where id = ?";

    private static final String FORGET =
            "update security_fact set cleared_at = ? where notice = ? and cleared_at is null";

    private static final String FORGET_FORMER = """
            update security_fact f set cleared_at = ? from site s
            where f.site = ? and f.cleared_at is null and s.id = f.site and s.customer <> f.customer""";

    private static final String LEFT = "select 1 from security_fact where notice = ? and cleared_at is null limit 1";

    private static final String CLOSE =
            "update risk_notice set open = false where site = ? and grouping = ? and customer = ? and open";

    private static final String RAISE = """
            insert into risk_notice (id, kind, site, customer, contract, level, locale, clause_code, clause_version, help,
                last_good_restore_point, last_good_taken_at, last_good_evidence, text, facts, change_count, grouping, open, happened_at,
                last_happened_at, raised_at, expires_at, due_at)
            values (?, 'SECURITY', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, true, ?, ?, ?, ?, ?)""";

    private static final String EXTEND = """
            update risk_notice set contract = ?, level = ?, locale = ?, clause_code = ?, clause_version = ?, help = ?,
                last_good_restore_point = ?, last_good_taken_at = ?, last_good_evidence = ?, text = ?::jsonb, facts = ?::jsonb, change_count = ?,
                last_happened_at = ?, delivered_at = null, channel = null, expires_at = ?, due_at = ? where id = ?""";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final NoticeConfig config;

    SecurityStore(AgroalDataSource dataSource, ObjectMapper json, NoticeConfig config) {
        this.dataSource = dataSource;
        this.json = json;
        this.config = config;
    }

    /** The notice that findings join. */
    record Open(UUID notice) {}

    private record Row(UUID id, UUID notice, SecurityFact fact) {}

    /** The findings of a notice stand no longer: found again, they are told again. */
    void forget(UUID notice, Instant now) {
        update(FORGET, now, notice);
    }

    /** What was told to those who had the site before: whoever has it now is told anew. */
    void forgetFormer(UUID site, Instant now) {
        update(FORGET_FORMER, now, site);
    }

    void lock(UUID site) {
        query(LOCK, rows -> true, site.toString());
    }

    @Nullable Open open(UUID site, UUID customer, Instant now) {
        List<Open> open = query(
                OPEN,
                rows -> new Open(rows.getObject(1, UUID.class)),
                site,
                GROUPING,
                customer,
                now,
                config.together(),
                now,
                config.togetherAtMost());
        return open.isEmpty() ? null : open.getFirst();
    }

    /** Keeps a finding; false when it stands already. */
    boolean add(UUID id, UUID site, UUID customer, UUID notice, SecurityFact fact, Instant now) {
        return update(
                        ADD,
                        id,
                        site,
                        customer,
                        notice,
                        fact.kind().name(),
                        fact.extension(),
                        fact.version(),
                        fact.fact().name(),
                        fact.severity().name(),
                        fact.fixedIn(),
                        fact.source(),
                        fact.reference(),
                        now)
                == 1;
    }

    List<SecurityFact> standing(UUID notice) {
        return query(STANDING, rows -> fact(rows, 1), notice);
    }

    /** The notice that tells of a finding that stands. */
    UUID noticeOf(UUID site, UUID customer, SecurityFact fact) {
        return query(
                        NOTICE_OF,
                        rows -> rows.getObject(1, UUID.class),
                        site,
                        customer,
                        fact.kind().name(),
                        fact.extension(),
                        fact.version(),
                        fact.fact().name())
                .getFirst();
    }

    /** Ends what does not hold any more, and answers the notices of which nothing stands then. */
    List<UUID> clear(UUID site, SecurityFact.Extension kind, String extension, @Nullable String version, Instant now) {
        Set<UUID> touched = new HashSet<>();
        for (Row row : query(
                OF_EXTENSION,
                rows -> new Row(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), fact(rows, 3)),
                site,
                kind.name(),
                extension)) {
            if (version != null && !row.fact.endsWith(SecurityFact.versionOf(version))) continue;
            update(CLEAR, now, row.id);
            touched.add(row.notice);
        }
        return touched.stream()
                .filter(notice -> query(LEFT, rows -> true, notice).isEmpty())
                .sorted()
                .toList();
    }

    void raise(
            UUID notice,
            UUID site,
            UUID customer,
            List<SecurityFact> facts,
            NoticeWriter.Standing known,
            Composer.Composed composed,
            Instant now) {
        Composer.LastGood last = known.lastGood();
        Instant expires = now.plus(config.life(composed.risk()));
        update(CLOSE, site, GROUPING, customer);
        update(
                RAISE,
                notice,
                site,
                customer,
                known.cover() == null ? null : known.cover().contract(),
                composed.risk().name(),
                composed.language().tag(),
                composed.clause(),
                composed.version(),
                composed.help().name(),
                last == null ? null : last.restorePoint(),
                last == null ? null : last.takenAt(),
                last == null ? null : last.evidence().name(),
                written(composed.text()),
                written(shown(facts)),
                facts.size(),
                GROUPING,
                now,
                now,
                now,
                expires,
                expires);
    }

    void extend(
            UUID notice,
            List<SecurityFact> facts,
            NoticeWriter.Standing known,
            Composer.Composed composed,
            Instant now) {
        Composer.LastGood last = known.lastGood();
        Instant expires = now.plus(config.life(composed.risk()));
        update(
                EXTEND,
                known.cover() == null ? null : known.cover().contract(),
                composed.risk().name(),
                composed.language().tag(),
                composed.clause(),
                composed.version(),
                composed.help().name(),
                last == null ? null : last.restorePoint(),
                last == null ? null : last.takenAt(),
                last == null ? null : last.evidence().name(),
                written(composed.text()),
                written(shown(facts)),
                facts.size(),
                now,
                expires,
                expires,
                notice);
    }

    private static List<SecurityFact> shown(List<SecurityFact> facts) {
        return facts.stream().limit(Gathered.MOST).toList();
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new PersistenceException("What the notice says could not be written", e);
        }
    }

    private static SecurityFact fact(ResultSet row, int from) throws SQLException {
        return new SecurityFact(
                SecurityFact.Extension.valueOf(row.getString(from)),
                row.getString(from + 1),
                row.getString(from + 2),
                SecurityFact.Finding.valueOf(row.getString(from + 3)),
                SecurityFact.Severity.valueOf(row.getString(from + 4)),
                row.getString(from + 5),
                row.getString(from + 6),
                row.getString(from + 7));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, values);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) all.add(reading.of(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new PersistenceException("The findings could not be read", e);
        }
    }

    private int update(String sql, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, values);
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The findings could not be kept", e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant time) statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
            else if (value instanceof Duration length) statement.setString(i + 1, length.toString());
            else statement.setObject(i + 1, value);
        }
    }
}
