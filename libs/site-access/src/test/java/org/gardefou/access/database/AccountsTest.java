package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a schema is, by the grants of a real server. */
class AccountsTest {
    private static final MariaDbServer SERVER = MariaDbServer.start();
    private static final String HERE = "127.0.0.1";
    private static final int CUSTOMERS = 15_000;

    private final Database admin = SERVER.database();

    @AfterAll
    static void stop() throws Exception {
        SERVER.close();
    }

    @BeforeEach
    void twoShopsAndABlog() throws IOException {
        // In one session: a run of the client takes longer than all that it asks for.
        List<String> statements = new ArrayList<>();
        for (String schema : List.of("shop_wp", "shop_blog", "shopXwp", "agency_db", "café")) {
            statements.add("CREATE OR REPLACE DATABASE `" + schema + "` CHARACTER SET utf8mb4");
        }
        for (String user : List.of("site", "shop", "agency", "monitor", "reader", "dba")) {
            statements.add("DROP USER IF EXISTS " + user + "@`127.0.0.1`");
        }
        statements.add("DROP ROLE IF EXISTS boss");
        run(statements.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop\\_%",
                "shop%",
                "shop_wp",
                "shop\\_wp",
                "%wp",
                "s%\\_%p",
                "shop",
                "shop\\_",
                "Shop%",
                "sh_p_w_",
                "caf_",
                "caf__"
            })
    void aPatternReachesWhatTheServerSays(String pattern) throws IOException {
        user("shop", "ALL", pattern);
        Database site = admin.as(SERVER.tcp("shop", "x"));

        for (String schema : List.of("shop_wp", "shop_blog", "shopXwp", "agency_db", "café")) {
            boolean reached = site.probe(schema).kind() == ProbeOutcome.Kind.CONNECTED;
            assertThat(admin.accountsOf(schema))
                    .as("%s on %s", pattern, schema)
                    .isEqualTo(reached ? List.of(account("shop")) : List.of());
        }
    }

    @Test
    void theNarrowestAccountThatWritesIsTheSites() throws IOException {
        user("shop", "ALL", "shop\\_%");
        user("site", "SELECT, INSERT, UPDATE, DELETE, TRIGGER", "shop\\_wp");
        user("reader", "SELECT", "shop\\_wp");
        user("monitor", "ALL", "%");

        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("site"));
        assertThat(admin.accountsOf("shop_blog")).containsExactly(account("shop"));
        assertThat(admin.accountsOf("agency_db")).isEmpty();
    }

    @Test
    void amongEqualsTheOneThatMayDoMostIsFirst() throws IOException {
        user("shop", "ALL", "shop\\_wp");
        user("site", "SELECT, INSERT, UPDATE, DELETE", "shop\\_wp");

        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("shop"), account("site"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPER", "PROCESS", "FILE", "SELECT", "SET USER", "RELOAD"})
    void aRightOnTheWholeServerMakesNoSiteAccount(String right) throws IOException {
        user("dba", "ALL", "shop\\_wp");
        user("shop", "ALL", "shop\\_%");
        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("dba"));

        run("GRANT " + right + " ON *.* TO dba@`127.0.0.1`");

        // The site may be using that very account: the wider one beside it can be another customer's.
        assertThat(admin.accountsOf("shop_wp")).isEmpty();
    }

    @Test
    void aRoleMakesNoSiteAccount() throws IOException {
        user("dba", "ALL", "shop\\_wp");
        run("CREATE ROLE boss");
        run("GRANT boss TO dba@`127.0.0.1`");

        assertThat(admin.accountsOf("shop_wp")).isEmpty();

        user("site", "ALL", "shop\\_wp");
        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("site"));
    }

    @Test
    void whoReachesWhatTheOtherDoesNotIsNobodysStandIn() throws IOException {
        // Given the shop's own account, and an agency that works for it too
        user("shop", "ALL", "shop\\_%");
        user("agency", "ALL", "shop\\_wp");
        run("GRANT ALL ON `agency\\_db`.* TO agency@`127.0.0.1`");

        assertThat(admin.accountsOf("shop_wp")).isEmpty();

        // When the hoster makes one for the schema alone
        user("site", "ALL", "shop\\_wp");
        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("site"));
    }

    @Test
    void theServersOwnAndOursAreNeverTheSites() throws IOException {
        run("GRANT ALL ON `shop\\_wp`.* TO root@localhost");
        run("GRANT ALL ON `shop\\_wp`.* TO `mariadb.sys`@localhost");
        try (ScratchUser ours = admin.scratchUser("shop_wp")) {
            assertThat(ours.account().user()).startsWith("gardefou_");
            assertThat(admin.accountsOf("shop_wp")).isEmpty();
        } finally {
            run("REVOKE ALL ON `shop\\_wp`.* FROM root@localhost");
            run("REVOKE ALL ON `shop\\_wp`.* FROM `mariadb.sys`@localhost");
        }
    }

    @Test
    void aSiteAccountThatIsNamedAsOursBeginIsKept() throws IOException {
        run("CREATE OR REPLACE USER gardefou_wp@`127.0.0.1`");
        run("GRANT ALL ON `shop\\_wp`.* TO gardefou_wp@`127.0.0.1`");
        try (ScratchUser ours = admin.scratchUser("shop_wp")) {
            assertThat(ours.account()).isNotNull();
            assertThat(admin.accountsOf("shop_wp")).containsExactly(account("gardefou_wp"));
        } finally {
            run("DROP USER gardefou_wp@`127.0.0.1`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garde%", "gardefou\\_%", "gardefou_%", "g%", "_ardefou%"})
    void aSchemaOfOursMustBeOutOfReach(String pattern) throws IOException {
        user("shop", "SELECT", pattern);

        assertThatThrownBy(() -> admin.demandPrivate("gardefou_r1-shop-wp"))
                .asInstanceOf(type(DatabaseException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(DatabaseException.REACHED))
                .satisfies(e -> assertThat(e).hasMessageContaining("`shop`@`127.0.0.1`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ON agency_db.t",
                "SELECT (secret) ON agency_db.t",
                "EXECUTE ON FUNCTION agency_db.f",
                "SELECT ON mysql.user"
            })
    void whoReachesOneThingOfAnotherSchemaIsNobodysStandIn(String single) throws IOException {
        // Given two accounts of the shop, of which one sees a thing of somebody else's
        run("CREATE TABLE agency_db.t (open INT, secret INT)");
        run("CREATE FUNCTION agency_db.f() RETURNS INT RETURN 1");
        user("shop", "ALL", "shop\\_wp");
        user("site", "SELECT, INSERT, UPDATE, DELETE", "shop\\_wp");
        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("shop"), account("site"));

        run("GRANT " + single + " TO shop@`127.0.0.1`");

        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("site"));
    }

    @Test
    void whoWritesToSingleTablesOnlyMayBeTheCustomer() throws IOException {
        // Given an agency that looks after the shop, and the shop's own account, which the hoster gave its tables alone
        run("CREATE TABLE shop_wp.posts (title TEXT)");
        user("agency", "ALL", "shop\\_wp");
        run("GRANT ALL ON agency_db.* TO agency@`127.0.0.1`");
        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("agency"));

        run("CREATE USER site@`127.0.0.1`");
        run("GRANT SELECT, INSERT, DELETE ON shop_wp.posts TO site@`127.0.0.1`");
        run("GRANT UPDATE (title) ON shop_wp.posts TO site@`127.0.0.1`");

        // Then neither owns the definitions: the one could reach the agency's data by them, the other not the whole
        // schema
        assertThat(admin.accountsOf("shop_wp")).isEmpty();
    }

    @Test
    void whoOnlyReadsATableOrFillsItIsNotTheCustomer() throws IOException {
        run("CREATE TABLE shop_wp.posts (title TEXT)");
        user("shop", "ALL", "shop\\_%");
        run("CREATE USER monitor@`127.0.0.1`");
        run("GRANT SELECT, INSERT ON shop_wp.posts TO monitor@`127.0.0.1`");

        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("shop"));
    }

    @Test
    void whoWritesToTheServersOwnTablesIsNoSiteAccount() throws IOException {
        user("dba", "ALL", "shop\\_wp");
        run("GRANT SELECT ON mysql.time_zone_name TO dba@`127.0.0.1`");
        assertThat(admin.accountsOf("shop_wp")).containsExactly(account("dba"));

        run("GRANT INSERT ON mysql.time_zone_name TO dba@`127.0.0.1`");

        assertThat(admin.accountsOf("shop_wp")).isEmpty();
    }

    @Test
    void aThingInASchemaOfOursMustBeOutOfReach() throws IOException {
        run("CREATE USER shop@`127.0.0.1`");
        run("GRANT CREATE, SELECT ON `gardefou_r1-shop-wp`.posts TO shop@`127.0.0.1`");

        assertThatThrownBy(() -> admin.demandPrivate("gardefou_r1-shop-wp"))
                .asInstanceOf(type(DatabaseException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(DatabaseException.REACHED))
                .satisfies(e -> assertThat(e).hasMessageContaining("what is in `gardefou_r1-shop-wp`"));
    }

    /** As on a server of many customers: what is asked of it must not grow with them. */
    @Test
    void thousandsOfGrantsOfOthersAreNotRead() throws Exception {
        user("shop", "ALL", "shop\\_wp");
        user("agency", "ALL", "shop\\_wp");
        List<String> columns = admin.query("mysql", "SHOW COLUMNS FROM db").stream()
                .map(column -> column.text("Field"))
                .filter(column -> column.endsWith("_priv"))
                .toList();
        String rights = String.join(", ", columns);
        String one = "SELECT seq FROM shop_wp.seq_1_to_" + CUSTOMERS;
        run(
                "INSERT INTO mysql.global_priv (Host, User, Priv) SELECT '127.0.0.1', CONCAT('c', seq), '{\"access\":0}' FROM ("
                        + one + ") AS s");
        run("INSERT INTO mysql.db (Host, Db, User, " + rights
                + ") SELECT '127.0.0.1', CONCAT('c', seq, '\\_%'), CONCAT('c', seq), " + rights + " FROM (" + one
                + ") AS s, mysql.db WHERE User = 'shop'");
        admin.createSchema("c77_wp");
        // The agency looks after all of them, by a grant for each
        run("INSERT INTO mysql.db (Host, Db, User, " + rights
                + ") SELECT '127.0.0.1', CONCAT('c', seq, '_wp'), 'agency', " + rights + " FROM (" + one
                + ") AS s, mysql.db WHERE User = 'shop'");
        try {
            run("FLUSH PRIVILEGES");

            long start = System.nanoTime();
            assertThat(admin.accountsOf("shop_wp")).containsExactly(account("shop"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            assertThat(admin.accountsOf("c77_wp")).containsExactly(account("c77"));

            assertThat(admin.client().ask(null, GrantTables.reaching("c77_wp")))
                    .extracting(row -> row.text("User"))
                    .containsOnly("c77", "agency", "mariadb.sys");
        } finally {
            admin.dropSchema("c77_wp");
            run("DELETE FROM mysql.global_priv WHERE User LIKE 'c%'");
            run("DELETE FROM mysql.db WHERE User LIKE 'c%'");
            run("FLUSH PRIVILEGES");
        }
    }

    @Test
    void ourOwnUsersAndAdministrationsMayReachIt() throws IOException {
        user("monitor", "SELECT", "%");
        user("shop", "ALL", "shop%");
        admin.dropSchema("gardefou_r1-shop-wp");
        admin.createSchema("gardefou_r1-shop-wp");
        try (ScratchUser ours = admin.scratchUser("gardefou_r1-shop-wp")) {
            assertThat(ours.account()).isNotNull();
            admin.demandPrivate("gardefou_r1-shop-wp");
        }
        admin.dropSchema("gardefou_r1-shop-wp");
    }

    private void user(String name, String rights, String pattern) throws IOException {
        run(
                "CREATE USER " + name + "@`127.0.0.1` IDENTIFIED BY 'x'",
                "GRANT " + rights + " ON `" + pattern + "`.* TO " + name + "@`127.0.0.1`");
    }

    private void run(String... statements) throws IOException {
        admin.script(null, List.of(statements));
    }

    private static Account account(String user) {
        return new Account(user, HERE);
    }
}
