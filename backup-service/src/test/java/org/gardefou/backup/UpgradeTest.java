package org.gardefou.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The migrations on a database that has been in use: what was there keeps its meaning. Beside the service's own tables, in a schema of its own. */
@QuarkusTest
class UpgradeTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/backup");
    private static final String SITE = "'00000000-0000-0000-0000-000000000001'";

    @Test
    void whatWasThereBeforePoliciesWereWatchedIsWatched() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(
                        System.getProperty("quarkus.datasource.jdbc.url"),
                        System.getProperty("quarkus.datasource.username"),
                        System.getProperty("quarkus.datasource.password"));
                Statement database = connection.createStatement()) {
            connection.setAutoCommit(false);
            database.execute("create schema upgrade");
            database.execute("set local search_path = upgrade");
            // Given
            for (Path file : migrations()) {
                if (version(file)[0] < 6) database.execute(Files.readString(file));
            }
            database.execute(
                    "insert into site (site, server, customer, name, root, document_root, databases, told_at, removed)"
                            + " values (" + SITE
                            + ", gen_random_uuid(), gen_random_uuid(), 'shop', '/srv/a', '/srv/a/b', '[]', now(), false)");
            database.execute(
                    "insert into policy (site, customer, kind, frequency, retention, paused, next_due, told_at, version)"
                            + " values (" + SITE
                            + ", gen_random_uuid(), 'HOST_RUN', 86400000000000, 604800000000000, false, now(), now() - interval '9 days', 0)");
            database.execute("insert into policy (site, customer, kind, paused, told_at, version)"
                    + " values (gen_random_uuid(), gen_random_uuid(), 'CUSTOMER_MANAGED', false, now(), 0)");
            database.execute(
                    "insert into backup (id, site, customer, reason, label, state, tries, requested_at, version)"
                            + " values (" + SITE + ", " + SITE
                            + ", gen_random_uuid(), '{}', 'Avant la refonte', 'QUEUED', 1, now(), 0)");
            database.execute(
                    "insert into restore_point (id, site, customer, backup, snapshot, taken_at, files, bytes, added, databases, state, version)"
                            + " values (" + SITE + ", " + SITE + ", gen_random_uuid(), " + SITE
                            + ", 'x', now() - interval '2 hours', 1, 1, 1, '[]', 'AVAILABLE', 0)");
            // When
            for (Path file : migrations()) {
                if (version(file)[0] < 6) continue;
                if (file.getFileName().toString().startsWith("V6_2__")) suspectByAPin(database);
                database.execute(Files.readString(file));
            }
            // Then what a finding kept by a pin is kept by the finding
            assertThat(text(database, "select suspected_by from restore_point")).isEqualTo(SITE.replace("'", ""));
            // And the alarm is due a day and the slack behind the last good point
            assertThat(text(database, "select label from restore_point")).isEqualTo("Avant la refonte");
            assertThat(text(
                            database,
                            "select num_nulls(files_new, files_changed, files_unmodified, pin) from restore_point"))
                    .isEqualTo("4");
            assertThat(text(database, "select alarm_at = now() + interval '1 day' from backup_age"))
                    .isEqualTo("t");
            assertThat(text(database, "select last_good from backup_age")).isEqualTo(SITE.replace("'", ""));
            assertThat(text(database, "select count(*) from backup_age")).isEqualTo("1");
            connection.rollback();
        }
    }

    /** As it was before suspicions had a column of their own. */
    private static void suspectByAPin(Statement database) throws SQLException {
        database.execute("update restore_point set pin = '{\"by\": \"FINDING\"}'");
        database.execute("insert into finding (id, site, customer, kind, subject, facts, pinned, opened_at, version)"
                + " values (" + SITE + ", " + SITE + ", gen_random_uuid(), 'CHURN', '', '{}', " + SITE + ", now(), 0)");
    }

    private static String text(Statement database, String query) throws SQLException {
        try (ResultSet row = database.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparing(UpgradeTest::version, Arrays::compare))
                    .toList();
        }
    }

    /** {@code V6_1__watch.sql} is 6, 1. */
    private static int[] version(Path file) {
        String number = file.getFileName().toString().replaceFirst("^V", "").replaceFirst("__.*$", "");
        return Arrays.stream(number.split("_")).mapToInt(Integer::parseInt).toArray();
    }
}
