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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * The two statements of a notice's way from change to row: what is known of the site's contract and restore points, and the
 * notice itself. Plain JDBC, because a customer is waiting behind it.
 */
@ApplicationScoped
class NoticeWriter {

    /** A restore point made after the change, or while the site was broken, may hold the breakage already: it is not the last good one. */
    private static final String STANDING = """
            select c.id, c.level, c.promises, c.locale, c.terms_version, p.id, p.taken_at
            from (values (?::uuid, ?::timestamptz)) as change (site, happened_at)
            left join contract c on c.site = change.site and c.state = 'ACTIVE'
            left join lateral (
                select r.id, r.taken_at from restore_point r
                where r.site = change.site and r.state = 'GOOD' and r.taken_at <= change.happened_at
                    and not exists (select from site_breakage b where b.site = r.site and b.since <= r.taken_at
                        and (b.healed_at is null or r.taken_at < b.healed_at))
                order by r.taken_at desc limit 1) p on true""";

    private static final String INSERT = """
            insert into risk_notice (id, change, change_type, site, customer, contract, level, locale, clause_code, clause_version,
                help, last_good_restore_point, last_good_taken_at, text, happened_at, raised_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict (change) do nothing""";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    NoticeWriter(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** What is known about a site at the time of a change. */
    record Standing(Composer.@Nullable Cover cover, Composer.@Nullable LastGood lastGood) {}

    Standing standing(UUID site, Instant happenedAt) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setObject(1, site);
            select.setObject(2, happenedAt.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new PersistenceException("The question about a site has one answer");
                return new Standing(cover(row), lastGood(row));
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new PersistenceException("The standing of the site could not be read", e);
        }
    }

    /** Stores a notice; false when its change has one already. */
    boolean insert(
            UUID id,
            String changeType,
            ChangeEvent change,
            Kind kind,
            Standing standing,
            Composer.Composed composed,
            Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Composer.Cover cover = standing.cover;
            Composer.LastGood last = standing.lastGood;
            insert.setObject(1, id);
            insert.setObject(2, change.change());
            insert.setString(3, changeType);
            insert.setObject(4, change.site());
            insert.setObject(5, change.customer());
            insert.setObject(6, cover == null ? null : cover.contract());
            insert.setString(7, composed.risk().name());
            insert.setString(8, composed.language().tag());
            insert.setString(9, kind.clause());
            insert.setObject(10, cover == null ? null : cover.version());
            insert.setString(11, composed.help().name());
            insert.setObject(12, last == null ? null : last.restorePoint());
            insert.setObject(13, last == null ? null : last.takenAt().atOffset(ZoneOffset.UTC));
            insert.setString(14, json.writeValueAsString(composed.text()));
            insert.setObject(15, change.happenedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(16, now.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException | JsonProcessingException e) {
            throw new PersistenceException("The risk notice could not be stored", e);
        }
    }

    private Composer.@Nullable Cover cover(ResultSet row) throws SQLException, JsonProcessingException {
        UUID contract = row.getObject(1, UUID.class);
        if (contract == null) return null;
        return new Composer.Cover(
                contract,
                Level.valueOf(row.getString(2)),
                json.readValue(row.getString(3), Promises.class),
                Language.of(row.getString(4)).orElse(Language.FR),
                row.getObject(5, UUID.class));
    }

    private static Composer.@Nullable LastGood lastGood(ResultSet row) throws SQLException {
        UUID point = row.getObject(6, UUID.class);
        if (point == null) return null;
        return new Composer.LastGood(
                point, row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
