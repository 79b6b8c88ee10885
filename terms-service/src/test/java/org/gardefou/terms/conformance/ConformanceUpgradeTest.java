package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.gardefou.terms.testing.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that were filled by the versions before, migrated step by step in a schema of their own. */
@QuarkusTest
class ConformanceUpgradeTest {

    private static final String SITE = "00000000-0000-7000-8000-000000000001";
    private static final String GONE = "00000000-0000-7000-8000-000000000002";
    private static final String ACTIVE = "00000000-0000-7000-8000-00000000000a";

    @Inject
    Flyway flyway;

    private final String schema =
            "upgrade_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private Connection owner;

    @BeforeEach
    void aDatabaseOfBefore() throws SQLException {
        migrate("33");
        owner = Owner.connection();
        execute("set search_path to " + schema);
        // What a contract stands on is of no account here.
        execute("""
                do $$ declare key record; begin
                    for key in select conname from pg_constraint where conrelid = 'contract'::regclass and contype = 'f' loop
                        execute format('alter table contract drop constraint %I', key.conname);
                    end loop;
                end $$""");
        execute("""
                insert into site (id, customer, name, removed, at) values
                    ('%1$s', gen_random_uuid(), 'here', false, '2026-05-01T00:00:00Z'),
                    ('%2$s', gen_random_uuid(), 'gone', true, '2026-05-02T00:00:00Z')""".formatted(SITE, GONE));
        execute("""
                insert into restore_point (id, site, taken_at, state, at) values
                    ('00000000-0000-7000-8000-000000000011', '%1$s', '2026-05-03T00:00:00Z', 'GOOD', '2026-05-03T00:01:00Z'),
                    ('00000000-0000-7000-8000-000000000012', '%1$s', '2026-05-04T00:00:00Z', 'CORRUPTED', '2026-05-06T00:00:00Z'),
                    ('00000000-0000-7000-8000-000000000013', '%1$s', null, 'EXPIRED', '2026-05-07T00:00:00Z')""".formatted(SITE));
        contract(ACTIVE, SITE, "ACTIVE", "null");
        contract("00000000-0000-7000-8000-00000000000b", GONE, "ENDED", "'2026-05-02T00:00:00Z'");
    }

    @AfterEach
    void forget() throws SQLException {
        execute("drop schema " + schema + " cascade");
        owner.close();
    }

    @Test
    void whatWasKnownBeforeIsKeptAsFactsAndWhatWasHeardBecomesTimes() throws SQLException {
        // When it is known what promises are judged by
        migrate("35");
        // Then the points that there are, and what became of them, are facts
        assertThat(rows("select what || ' ' || subject || ' ' || (at at time zone 'UTC') from conformance_fact"
                        + " where subject is not null order by 1"))
                .containsExactly(
                        "POINT_CORRUPTED 00000000-0000-7000-8000-000000000012 2026-05-06 00:00:00",
                        "POINT_EXPIRED 00000000-0000-7000-8000-000000000013 2026-05-07 00:00:00",
                        "POINT_TAKEN 00000000-0000-7000-8000-000000000011 2026-05-03 00:00:00",
                        "POINT_TAKEN 00000000-0000-7000-8000-000000000012 2026-05-04 00:00:00");
        assertThat(rows("select what || ' ' || site from conformance_fact where subject is null"))
                .containsExactly("SITE_GONE " + GONE);
        // and only who has a contract is looked at, and stated from the first whole month on
        assertThat(rows("select site::text from conformance_wake")).containsExactly(SITE);
        assertThat(rows("select contract || ' ' || (month = date_trunc('month', now()) + interval '1 month')"
                        + " from conformance_month"))
                .containsExactly(ACTIVE + " true");

        // Given looks, of which some overlap, two days touch, and one saw nothing
        execute("""
                insert into conformance_fact (event, site, what, at, code) values
                    (gen_random_uuid(), '%1$s', 'LOOKED', '2026-06-01T10:00:00Z', 'HEALTHY'),
                    (gen_random_uuid(), '%1$s', 'LOOKED', '2026-06-01T10:04:00Z', 'DEGRADED'),
                    (gen_random_uuid(), '%1$s', 'LOOKED', '2026-06-01T11:00:00Z', 'DOWN'),
                    (gen_random_uuid(), '%1$s', 'LOOKED', '2026-06-01T12:00:00Z', 'UNKNOWN'),
                    (gen_random_uuid(), '%1$s', 'LOOKED', '2026-06-01T23:58:00Z', 'HEALTHY')""".formatted(SITE));
        execute("alter table promise_standing drop constraint promise_standing_contract_fkey,"
                + " drop constraint promise_standing_terms_fkey");
        execute("""
                insert into promise_standing (id, site, promise, contract, customer, terms, state, reason, since, evidence, looked_at)
                values (gen_random_uuid(), '%s', 'RETENTION', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'BROKEN',
                    'POINT_GONE_EARLY', now(), '[]', now())""".formatted(SITE));
        // Given a version whose clauses could not declare what is acknowledged, and one whose do
        execute("alter table terms_version drop constraint terms_version_document_fkey");
        execute("""
                insert into clause (id, code, edition, title, text, created_at, effects) values
                    ('%1$s', 'C12', 1, '{"fr": "", "en": ""}', '{"fr": "", "en": ""}', now(), '[{"kind": "INFORM"}]'),
                    ('%2$s', 'C12', 2, '{"fr": "", "en": ""}', '{"fr": "", "en": ""}', now(),
                        '[{"kind": "INFORM", "traits": ["BACKUPS_ACKNOWLEDGED"]}]')""".formatted(SITE, GONE));
        execute("""
                insert into terms_version (id, document, number, state, created_at, version) values
                    ('%1$s', '%1$s', 1, 'DRAFT', now(), 0), ('%2$s', '%1$s', 2, 'DRAFT', now(), 0)""".formatted(SITE, GONE));
        execute("""
                insert into terms_version_clause (terms_version, position, clause) values ('%1$s', 0, '%1$s'), ('%2$s', 0, '%2$s')""".formatted(SITE, GONE));
        // When they are kept as times
        migrate("latest");
        // Then nothing of what they speak for is lost
        assertThat(rows(
                        "select day || ' ' || (lower(part) at time zone 'UTC')::time || ' ' || (upper(part) at time zone 'UTC')::time"
                                + " from conformance_watched, unnest(watched) part where site = '" + SITE
                                + "' order by lower(part)"))
                .containsExactly(
                        "2026-06-01 10:00:00 10:09:00", "2026-06-01 11:00:00 11:05:00", "2026-06-01 23:58:00 00:03:00");
        assertThat(rows("select what from conformance_fact where what = 'LOOKED'"))
                .isEmpty();
        // and each site of which something was heard can be swept
        assertThat(rows("select site::text from conformance_watch where swept < now() order by 1"))
                .containsExactly(SITE, GONE);
        assertThat(rows("select reason from promise_standing")).containsExactly(Reason.POINT_GONE.name());
        // and the topics of the older version tell what is acknowledged
        assertThat(rows("select terms_version::text from version_before_acknowledgements"))
                .containsExactly(SITE);
    }

    private void migrate(String target) {
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .schemas(schema)
                .defaultSchema(schema)
                .placeholders(Map.of("application", ""))
                .target(target)
                .load()
                .migrate();
    }

    private void contract(String id, String site, String state, String ended) throws SQLException {
        execute("""
                insert into contract (id, customer, site, plan, plan_code, level, promises, audience, locale, acceptance, document,
                    terms_version, terms_number, terms_sha256, state, activated_at, ended_at, version)
                values ('%s', gen_random_uuid(), '%s', gen_random_uuid(), 'p', 'STANDARD', '{}', 'CONSUMER', 'fr', gen_random_uuid(),
                    gen_random_uuid(), gen_random_uuid(), 1, '00', '%s', '2026-04-01T00:00:00Z', %s, 0)""".formatted(id, site, state, ended));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) rows.add(found.getString(1));
            return rows;
        }
    }
}
