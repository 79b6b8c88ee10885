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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * The two statements of a notice's way from change to row: what is known of the site's contract, restore points and open notice, and the
 * notice itself. Plain JDBC, because a customer is waiting behind it.
 *
 * <p>Of two that write about the same site at once, one waits at the row of the open notice for the other. Where there is none yet, the unique index
 * {@code risk_notice_open} lets one of them open it; the other finds that out and asks again.
 */
@ApplicationScoped
class NoticeWriter {

    /**
     * A restore point made after the change, or while the site was broken, may hold the breakage already: it is not the last good one; nor is one that
     * was found bad, or whose site did not answer when it was restored in a place apart. Where nobody has read the data of the last good one yet, it is told
     * when the last one was taken of which somebody has. Of several changes the first counts. Contract and open notice are those of the customer whose change it is: the site may have been another's.
     */
    private static final String STANDING = """
            select c.id, c.level, c.promises, c.locale, c.terms_version, p.id, p.taken_at, n.id, n.gathered, n.joins,
                exists (select from security_fact f where f.site = change.site and f.cleared_at is null), handed.customer,
                p.evidence, proven.taken_at
            from (values (?::uuid, ?::uuid, ?::timestamptz, ?::text)) as change (site, customer, happened_at, grouping)
            left join contract c on c.site = change.site and c.customer = change.customer and c.state = 'ACTIVE'
            left join site handed on handed.id = change.site and handed.customer <> change.customer and handed.at >= change.happened_at
            left join lateral (
                select r.id, r.gathered, r.happened_at,
                    change.happened_at between r.happened_at - ?::interval and r.last_happened_at + ?::interval
                        and greatest(change.happened_at, r.last_happened_at) - least(change.happened_at, r.happened_at) <= ?::interval as joins
                from risk_notice r
                where r.site = change.site and r.grouping = change.grouping and r.customer = change.customer and r.open %s) n on true
            left join lateral (
                select r.id, r.taken_at, r.evidence from restore_point r
                where r.site = change.site and r.state = 'GOOD' and r.boot_failed is not true
                    and r.taken_at <= case when n.joins then least(change.happened_at, n.happened_at) else change.happened_at end
                    and not exists (select from site_breakage b where b.site = r.site and b.since <= r.taken_at
                        and (b.healed_at is null or r.taken_at < b.healed_at))
                order by r.taken_at desc limit 1) p on true
            left join lateral (
                select r.taken_at from restore_point r
                where r.site = change.site and r.state = 'GOOD' and r.boot_failed is not true
                    and r.taken_at < p.taken_at and p.evidence is distinct from 'DATA_READ' and p.evidence is distinct from 'BOOTED'
                    and r.evidence in ('DATA_READ', 'BOOTED')
                    and not exists (select from site_breakage b where b.site = r.site and b.since <= r.taken_at
                        and (b.healed_at is null or r.taken_at < b.healed_at))
                order by r.taken_at desc limit 1) proven on true""";

    private static final String STANDING_LOCKED = STANDING.formatted("for update");
    private static final String STANDING_READ = STANDING.formatted("");

    /**
     * The last condition is always true: it has the old notice closed before the new one is put in, as the index lets one be open only. A change that is
     * older than the open notice gets one of its own beside it, which nothing joins.
     */
    private static final String RAISE = """
            with told as (
                insert into risk_notice_change (change, notice, change_type, joined_at) values (?, ?, ?, ?)
                on conflict (change) do nothing returning notice),
            closed as (
                update risk_notice r set open = false from told
                where r.id = ?::uuid and r.open and r.last_happened_at <= ? returning r.id),
            raised as (
                insert into risk_notice (id, change, change_type, site, customer, contract, level, locale, clause_code, clause_version,
                    help, last_good_restore_point, last_good_taken_at, last_good_evidence, text, gathered, grouping, open, happened_at,
                    last_happened_at, raised_at, expires_at, due_at)
                select notice, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?,
                    ?::uuid is null or exists (select from closed), ?, ?, ?, ?, ?
                from told where (select count(*) from closed) >= 0
                on conflict (site, grouping, customer) where open do nothing returning id)
            select (select count(*) from told), (select count(*) from raised)""";

    /** A notice that tells of more than the customer has seen has not reached them as it is now. */
    private static final String EXTEND = """
            with told as (
                insert into risk_notice_change (change, notice, change_type, joined_at) values (?, ?, ?, ?)
                on conflict (change) do nothing returning notice)
            update risk_notice r set level = ?, contract = ?, locale = ?, clause_code = ?, clause_version = ?, help = ?,
                last_good_restore_point = ?, last_good_taken_at = ?, last_good_evidence = ?, text = ?::jsonb, gathered = ?::jsonb,
                change_count = r.change_count + 1, happened_at = least(r.happened_at, ?), last_happened_at = greatest(r.last_happened_at, ?),
                delivered_at = null, channel = null, expires_at = ?, due_at = ?
            from told where r.id = told.notice""";

    private static final String TAKE_BACK = "delete from risk_notice_change where change = ?";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final Topics topics;
    private final NoticeConfig config;

    NoticeWriter(AgroalDataSource dataSource, ObjectMapper json, Topics topics, NoticeConfig config) {
        this.dataSource = dataSource;
        this.json = json;
        this.topics = topics;
        this.config = config;
    }

    /**
     * What is known about a site at the time of a change.
     *
     * @param open the notice that similar changes join
     * @param insecure whether anything that was found about its extensions stands
     * @param successor to whom the site was handed after the change; null: it is still the customer's whose change it is
     */
    record Standing(
            Composer.@Nullable Cover cover,
            Composer.@Nullable LastGood lastGood,
            @Nullable Open open,
            boolean insecure,
            @Nullable UUID successor) {

        /** The notice that this change joins. */
        @Nullable Open joined() {
            return open != null && open.joins ? open : null;
        }
    }

    /** A notice that is open; the change joins it, or comes too long after it or before it. */
    record Open(UUID notice, Gathered gathered, boolean joins) {}

    /** What became of a change. */
    enum Written {
        DONE,
        /** The change has been told of before. */
        REPEATED,
        /** Somebody else has opened a notice meanwhile. */
        OVERTAKEN
    }

    /** The standing, with the open notice locked. */
    Standing standing(UUID site, UUID customer, Instant happenedAt, String grouping) {
        return standing(STANDING_LOCKED, site, customer, happenedAt, grouping);
    }

    /** The standing, to look only. */
    Standing look(UUID site, UUID customer, Instant happenedAt, String grouping) {
        return standing(STANDING_READ, site, customer, happenedAt, grouping);
    }

    private Standing standing(String sql, UUID site, UUID customer, Instant happenedAt, String grouping) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            set(
                    select,
                    site,
                    customer,
                    happenedAt,
                    grouping,
                    config.together(),
                    config.together(),
                    config.togetherAtMost());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new PersistenceException("The question about a site has one answer");
                return new Standing(
                        cover(row), lastGood(row), open(row), row.getBoolean(11), row.getObject(12, UUID.class));
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new PersistenceException("The standing of the site could not be read", e);
        }
    }

    /** Stores a new notice. */
    Written raise(
            UUID id,
            ChangeEvent change,
            String changeType,
            String grouping,
            Gathered gathered,
            Standing standing,
            Composer.Composed composed,
            Instant now) {
        Composer.Cover cover = standing.cover;
        Composer.LastGood last = standing.lastGood;
        UUID before = standing.open == null ? null : standing.open.notice;
        Instant expires = now.plus(config.life(composed.risk()));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(RAISE)) {
            set(
                    insert,
                    change.change(),
                    id,
                    changeType,
                    now,
                    before,
                    change.happenedAt(),
                    change.change(),
                    changeType,
                    change.site(),
                    change.customer(),
                    cover == null ? null : cover.contract(),
                    composed.risk().name(),
                    composed.language().tag(),
                    composed.clause(),
                    composed.version(),
                    composed.help().name(),
                    last == null ? null : last.restorePoint(),
                    last == null ? null : last.takenAt(),
                    last == null ? null : last.evidence().name(),
                    json.writeValueAsString(composed.text()),
                    json.writeValueAsString(gathered),
                    grouping,
                    before,
                    change.happenedAt(),
                    change.happenedAt(),
                    now,
                    expires,
                    // Told of too late: it is ended when it is next looked for what is due.
                    standing.successor == null ? expires : now);
            try (ResultSet counts = insert.executeQuery()) {
                counts.next();
                if (counts.getInt(1) == 0) return Written.REPEATED;
                if (counts.getInt(2) == 1) return Written.DONE;
            }
            try (PreparedStatement delete = connection.prepareStatement(TAKE_BACK)) {
                set(delete, change.change());
                delete.executeUpdate();
            }
            return Written.OVERTAKEN;
        } catch (SQLException | JsonProcessingException e) {
            throw new PersistenceException("The risk notice could not be stored", e);
        }
    }

    /** Stores that a notice tells of one change more. */
    Written extend(
            Open open,
            ChangeEvent change,
            String changeType,
            Gathered gathered,
            Standing standing,
            Composer.Composed composed,
            Instant now) {
        Composer.Cover cover = standing.cover;
        Composer.LastGood last = standing.lastGood;
        Instant expires = now.plus(config.life(composed.risk()));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(EXTEND)) {
            set(
                    update,
                    change.change(),
                    open.notice,
                    changeType,
                    now,
                    composed.risk().name(),
                    cover == null ? null : cover.contract(),
                    composed.language().tag(),
                    composed.clause(),
                    composed.version(),
                    composed.help().name(),
                    last == null ? null : last.restorePoint(),
                    last == null ? null : last.takenAt(),
                    last == null ? null : last.evidence().name(),
                    json.writeValueAsString(composed.text()),
                    json.writeValueAsString(gathered),
                    change.happenedAt(),
                    change.happenedAt(),
                    expires,
                    expires);
            return update.executeUpdate() == 1 ? Written.DONE : Written.REPEATED;
        } catch (SQLException | JsonProcessingException e) {
            throw new PersistenceException("The risk notice could not be stored", e);
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

    private Composer.@Nullable Cover cover(ResultSet row) throws SQLException, JsonProcessingException {
        UUID contract = row.getObject(1, UUID.class);
        if (contract == null) return null;
        UUID version = row.getObject(5, UUID.class);
        Set<String> has = topics.of(version);
        return new Composer.Cover(
                contract,
                Level.valueOf(row.getString(2)),
                json.readValue(row.getString(3), Promises.class),
                Language.of(row.getString(4)).orElse(Language.FR),
                version,
                has);
    }

    private static Composer.@Nullable LastGood lastGood(ResultSet row) throws SQLException {
        UUID point = row.getObject(6, UUID.class);
        if (point == null) return null;
        String evidence = row.getString(13);
        return new Composer.LastGood(
                point,
                row.getObject(7, OffsetDateTime.class).toInstant(),
                evidence == null ? PointEvidence.UNVERIFIED : PointEvidence.valueOf(evidence),
                Optional.ofNullable(row.getObject(14, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }

    private @Nullable Open open(ResultSet row) throws SQLException, JsonProcessingException {
        UUID notice = row.getObject(8, UUID.class);
        // One about security has none: changes do not join it.
        String gathered = row.getString(9);
        if (notice == null || gathered == null) return null;
        return new Open(notice, json.readValue(gathered, Gathered.class), row.getBoolean(10));
    }
}
