package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NASTY = "p\"a's\\s#w ;=é%$`";
    private static final MariaDbServer SERVER = MariaDbServer.start();

    @TempDir
    Path folder;

    private final Database admin = SERVER.database();

    @AfterAll
    static void stop() throws Exception {
        SERVER.close();
    }

    @BeforeEach
    void aShop() throws IOException {
        admin.script(
                "mysql",
                List.of(
                        "DROP DATABASE IF EXISTS wp_site__r1",
                        "DROP DATABASE IF EXISTS wp_site__old",
                        "DROP DATABASE IF EXISTS wpXsite",
                        "CREATE OR REPLACE DATABASE wp_site CHARACTER SET utf8mb4",
                        "CREATE OR REPLACE DATABASE other CHARACTER SET utf8mb4",
                        "CREATE TABLE other.precious (id INT)",
                        "CREATE OR REPLACE USER wp_user@`127.0.0.1` IDENTIFIED BY " + "'"
                                + NASTY.replace("\\", "\\\\").replace("'", "''") + "'",
                        "GRANT ALL ON `wp\\_site`.* TO wp_user@`127.0.0.1`",
                        "CREATE OR REPLACE USER nobody_here@`127.0.0.1` IDENTIFIED BY 'x'"));
        admin.script(
                "wp_site",
                List.of(
                        "SET foreign_key_checks = 0",
                        "CREATE TABLE items (id INT PRIMARY KEY AUTO_INCREMENT, orders_id INT NOT NULL, note TEXT,"
                                + " FOREIGN KEY (orders_id) REFERENCES orders (id)) ENGINE=InnoDB",
                        "CREATE TABLE orders (id INT PRIMARY KEY, total DECIMAL(10,2), paper BLOB) ENGINE=InnoDB",
                        "CREATE TABLE audit (what VARCHAR(200)) ENGINE=MyISAM",
                        "INSERT INTO orders VALUES (1, 10.50, X'00FF0A27'), (2, 7, NULL)",
                        "INSERT INTO items (orders_id, note) VALUES (1, 'a\\tb\\nc\\\\d <&> \"é😀'), (2, NULL), (2, 'NULL')",
                        "CREATE DEFINER=wp_user@`127.0.0.1` FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2",
                        "CREATE DEFINER=wp_user@`127.0.0.1` VIEW zz_sums AS SELECT id, twice(total) AS double_total FROM orders",
                        "CREATE DEFINER=wp_user@`127.0.0.1` VIEW aa_sums AS SELECT * FROM zz_sums",
                        "CREATE DEFINER=wp_user@`127.0.0.1` TRIGGER told AFTER INSERT ON orders FOR EACH ROW"
                                + " BEGIN INSERT INTO audit VALUES (CONCAT('order; ', NEW.id)); END",
                        "CREATE DEFINER=wp_user@`127.0.0.1` EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01'"
                                + " DO DELETE FROM audit",
                        "SET foreign_key_checks = 1"));
    }

    @Test
    void credentialsReachTheServerAsTheyAreAndNeverShow() {
        Credentials credentials = SERVER.tcp("wp_user", NASTY);

        assertThat(admin.as(credentials).probe("wp_site").kind()).isEqualTo(ProbeOutcome.Kind.CONNECTED);
        assertThat(credentials.toString()).doesNotContain(NASTY);
        assertThat(SERVER.folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void aProbeNamesWhatIsWrong() {
        assertThat(admin.as(SERVER.tcp("wp_user", "wrong")).probe("wp_site"))
                .extracting(ProbeOutcome::kind, ProbeOutcome::code)
                .containsExactly(ProbeOutcome.Kind.ACCESS_DENIED, 1045);
        assertThat(admin.as(SERVER.tcp("nobody_here", "x")).probe("wp_site").code())
                .isEqualTo(1044);
        assertThat(admin.probe("no_such").kind()).isEqualTo(ProbeOutcome.Kind.UNKNOWN_DATABASE);
        assertThat(admin.as(Credentials.tcp("127.0.0.1", 1, "wp_user", "x"))
                        .probe("wp_site")
                        .kind())
                .isEqualTo(ProbeOutcome.Kind.UNREACHABLE);
        assertThat(admin.as(Credentials.socket("/nowhere.sock", "wp_user", "x"))
                        .probe("wp_site")
                        .kind())
                .isEqualTo(ProbeOutcome.Kind.UNREACHABLE);
    }

    @Test
    void aQueryGivesTextsAsTheyAreAndTellsNullFromItsName() throws IOException {
        List<Row> rows = admin.query("wp_site", "SELECT note FROM items ORDER BY id");

        assertThat(rows.get(0).get("note")).isEqualTo("a\tb\nc\\d <&> \"é😀");
        assertThat(rows.get(1).get("note")).isNull();
        assertThat(rows.get(2).get("note")).isEqualTo("NULL");
        assertThat(admin.query("wp_site", "SELECT " + Sql.literal("'; DROP TABLE x; --\\") + " AS it")
                        .getFirst()
                        .get("it"))
                .isEqualTo("'; DROP TABLE x; --\\");
        assertThatThrownBy(() -> admin.query("wp_site", "SELECT * FROM nothing"))
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::code)
                .isEqualTo(1146);
    }

    @Test
    void tablesAreToldWithTheirKinds() throws IOException {
        assertThat(admin.tables("wp_site"))
                .extracting(Table::name, Table::kind, Table::engine)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("audit", Table.Kind.BASE_TABLE, "MyISAM"),
                        org.assertj.core.groups.Tuple.tuple("orders", Table.Kind.BASE_TABLE, "InnoDB"),
                        org.assertj.core.groups.Tuple.tuple("zz_sums", Table.Kind.VIEW, ""));
        assertThat(admin.accountsOf("wp_site")).containsExactly(new Account("wp_user", "127.0.0.1"));
    }

    @Test
    void aDumpIsPrivateCompleteAndTheSameTwice() throws IOException {
        Path second = Files.createDirectory(folder.resolve("second"));

        DumpFiles one = admin.dump("wp_site", folder);
        DumpFiles two = admin.dump("wp_site", second);

        assertThat(one.complete()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(one.inOrder().get(i))
                    .hasSameBinaryContentAs(two.inOrder().get(i));
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(one.inOrder().get(i))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(one.tables())).contains("0x00FF0A27").doesNotContain("TRIGGER", "VIEW", "EVENT");
        assertThat(Files.readString(one.definitions()))
                .contains("told", "twice", "zz_sums")
                .doesNotContain("nightly", "CREATE TABLE");
        assertThat(Files.readString(one.events())).contains("nightly");
    }

    @Test
    void aDumpThatIsCutShortLeavesNothing() throws Exception {
        // Given a table that takes long to dump, and a dump that is ended in the middle of it
        admin.script("wp_site", List.of("CREATE TABLE big AS SELECT REPEAT('x', 1000) AS c FROM seq_1_to_40000"));
        Database impatient = new Database(
                SERVER.host,
                SERVER.administrator,
                new DatabaseLimits(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(60)));

        assertThatThrownBy(() -> impatient.dump("wp_site", folder)).isInstanceOf(DatabaseException.class);
        assertThat(folder).isEmptyDirectory();

        // And one that is not allowed to see all
        assertThatThrownBy(() -> admin.as(SERVER.tcp("nobody_here", "x")).dump("wp_site", folder))
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::code)
                .isEqualTo(1049);
        assertThat(folder).isEmptyDirectory();

        // And a file without its last line is not loaded
        DumpFiles whole = admin.dump("wp_site", folder);
        String text = Files.readString(whole.tables());
        Files.writeString(whole.tables(), text.substring(0, text.length() / 2));
        assertThat(whole.complete()).isFalse();
        assertThatThrownBy(() -> admin.loadBeside(whole, "wp_site__r1")).hasMessageContaining("not a complete dump");
        assertThat(admin.hasSchema("wp_site__r1")).isFalse();
    }

    @Test
    void aConnectionThatIsLostInMidDumpLeavesNothing() throws Exception {
        // Given a dump that has come as far as a table which somebody has locked
        admin.script("wp_site", List.of("CREATE TABLE zz_last (id INT)"));
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Database patient = new Database(
                    SERVER.host,
                    SERVER.administrator,
                    new DatabaseLimits(LONG, Duration.ofSeconds(600), Duration.ofSeconds(600)));
            Future<?> lock =
                    others.submit(() -> patient.query("wp_site", "LOCK TABLES zz_last WRITE; SELECT SLEEP(500) AS s"));
            await().atMost(LONG)
                    .until(() -> !running("INFO LIKE 'SELECT SLEEP(500)%'").isEmpty());
            Future<Throwable> dump = others.submit(() -> catchThrowable(() -> admin.dump("wp_site", folder)));
            String waits = "USER LIKE 'gardefou%' AND STATE LIKE '%metadata lock%'";
            await().atMost(LONG).until(() -> !running(waits).isEmpty());
            // When the server goes away from it
            admin.script(null, List.of("KILL " + running(waits).getFirst().text("id")));
            // Then
            assertThat(dump.get())
                    .asInstanceOf(type(DatabaseException.class))
                    .extracting(DatabaseException::code)
                    .isEqualTo(2013);
            assertThat(folder).isEmptyDirectory();
            admin.script(
                    null,
                    List.of("KILL "
                            + running("INFO LIKE 'SELECT SLEEP(500)%'")
                                    .getFirst()
                                    .text("id")));
            assertThatThrownBy(lock::get).hasCauseInstanceOf(DatabaseException.class);
        } finally {
            others.shutdownNow();
        }
        // And counted, what a whole one has is what the server has
        DumpFiles whole = admin.dump("wp_site", folder);
        Map<String, Long> rows = SqlCount.of(whole.tables()).rows();
        assertThat(rows).containsEntry("items", 3L).containsEntry("zz_last", 0L);
        assertThat(rows).isEqualTo(admin.rows("wp_site", rows.keySet()));
    }

    private List<Row> running(String condition) throws DatabaseException {
        return admin.query(
                "mysql",
                "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND " + condition);
    }

    @Test
    void aHostileDumpReachesNothingElse() throws IOException {
        admin.createSchema("wpXsite");
        Path proof = folder.resolve("proof");
        admin.script(null, List.of("CREATE TABLE other.parent (id INT PRIMARY KEY) ENGINE=InnoDB"));
        admin.script(null, List.of("CREATE TABLE other.plain (id INT) ENGINE=MyISAM"));
        Map<String, String> more = Map.of(
                "foreign key",
                        "SET foreign_key_checks = 0; CREATE TABLE t (id INT, FOREIGN KEY (id) REFERENCES other.parent (id)"
                                + " ON DELETE CASCADE) ENGINE=InnoDB;",
                "merge", "CREATE TABLE t (id INT) ENGINE=MERGE UNION=(other.plain);",
                "view", "CREATE VIEW v AS SELECT * FROM other.precious;",
                "event elsewhere", "CREATE EVENT other.e ON SCHEDULE EVERY 1 SECOND DO DELETE FROM precious;",
                "trigger elsewhere",
                        "CREATE TRIGGER other.t BEFORE INSERT ON other.precious FOR EACH ROW SET NEW.id = 0;",
                "immediate", "EXECUTE IMMEDIATE 'DROP TABLE other.precious';",
                "conditional", "/*!50003 DROP TABLE other.precious */;",
                "rename", "CREATE TABLE t (a INT); RENAME TABLE t TO other.t;",
                "global", "SET GLOBAL event_scheduler = OFF;",
                "grant", "GRANT ALL ON other.* TO CURRENT_USER();");
        Map<String, String> attacks = new HashMap<>(more);
        attacks.putAll(Map.of(
                "use", "USE other;\nDROP TABLE precious;",
                "drop", "DROP DATABASE other;",
                "qualified", "INSERT INTO other.precious VALUES (1);",
                "definer", "CREATE DEFINER = root @ localhost VIEW v AS SELECT * FROM mysql.user;",
                "definer-odd", "CREATE /* */ DEFINER=`root`@`localhost` PROCEDURE p() SELECT 1;",
                "file", "SELECT 1 INTO OUTFILE '" + proof + "';",
                "local", "CREATE TABLE t (a TEXT); LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t;",
                "lookalike", "CREATE TABLE `wpXsite`.t (a INT);",
                "source", "source /etc/passwd",
                "shell", "\\! touch " + proof));
        admin.createSchema("wp_site__r1");

        attacks.forEach((name, sql) -> {
            Path dump = folder.resolve(name + ".sql");
            assertThatThrownBy(() -> {
                        Files.writeString(dump, sql + "\n-- Dump completed\n");
                        try (ScratchUser user = admin.scratchUser("wp_site__r1")) {
                            admin.as(user.credentials()).load("wp_site__r1", dump);
                        }
                    })
                    .as(name)
                    .isInstanceOf(DatabaseException.class);
        });

        assertThat(proof).doesNotExist();
        assertThat(admin.tables("other")).extracting(Table::name).containsExactly("parent", "plain", "precious");
        assertThat(admin.query("other", "SELECT COUNT(*) AS n FROM precious")
                        .getFirst()
                        .get("n"))
                .isEqualTo("0");
        assertThat(admin.query("mysql", "SELECT User FROM mysql.user WHERE User LIKE 'gardefou%'"))
                .isEmpty();
    }

    @Test
    void aSwapUnderReadersFailsNoQueryAndComesBack() throws Exception {
        // Given a restore point, and a site that went on, and lost something
        DumpFiles dump = admin.dump("wp_site", folder);
        admin.script(
                "wp_site",
                List.of(
                        "INSERT INTO orders VALUES (3, 1, NULL)",
                        "DROP TABLE items",
                        "CREATE TABLE added (id INT)",
                        "CREATE DEFINER=wp_user@`127.0.0.1` VIEW newer AS SELECT 1 AS one"));
        SchemaSwap swap = new SchemaSwap(admin, 3);
        SchemaSwap.Plan plan =
                new SchemaSwap.Plan("wp_site", "wp_site__r1", "wp_site__old", new Account("wp_user", "127.0.0.1"));
        admin.loadBeside(dump, "wp_site__r1");
        assertThat(admin.query(
                        "wp_site__r1", "SELECT * FROM information_schema.EVENTS WHERE EVENT_SCHEMA='wp_site__r1'"))
                .isEmpty();

        // When it is swapped, rolled back and swapped again while many read
        AtomicBoolean go = new AtomicBoolean(true);
        AtomicInteger queries = new AtomicInteger();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> reading = new java.util.ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reading.add(readers.submit(() -> read(go, queries)));
            }
            try {
                await().atMost(LONG).until(() -> queries.get() > 100);
                swap.swap(plan, dump);
                assertSwapped();
                swap.rollback(plan);
                assertAsBefore();
                admin.loadBeside(dump, "wp_site__r1");
                swap.swap(plan, dump);
                int after = queries.get();
                await().atMost(LONG).until(() -> queries.get() > after + 100);
            } finally {
                go.set(false);
            }
            for (Future<?> one : reading) {
                one.get();
            }
        }

        // Then all is as in the restore point, owned by the site's account, foreign keys and triggers at work
        assertSwapped();
        assertThat(admin.query("mysql", "SELECT User FROM mysql.user WHERE User LIKE 'gardefou%'"))
                .isEmpty();
        Database site = admin.as(SERVER.tcp("wp_user", NASTY));
        site.script("wp_site", List.of("INSERT INTO orders VALUES (9, 1, NULL)"));
        assertThat(site.query("wp_site", "SELECT what FROM audit").getFirst().get("what"))
                .isEqualTo("order; 9");
        assertThatThrownBy(() -> site.script("wp_site", List.of("INSERT INTO items VALUES (99, 12345, 'x')")))
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::code)
                .isEqualTo(1452);
        assertThat(site.query("wp_site", "SELECT double_total FROM aa_sums WHERE id = 1")
                        .getFirst()
                        .get("double_total"))
                .isEqualTo("22");
        assertThat(admin.tables("wp_site__r1")).isEmpty();
        assertThat(queries.get()).isGreaterThan(200);
    }

    @Test
    void anOpenTransactionMakesTheSwapFailWithEverythingAsItWas() throws Exception {
        DumpFiles dump = admin.dump("wp_site", folder);
        admin.loadBeside(dump, "wp_site__r1");
        SchemaSwap.Plan plan =
                new SchemaSwap.Plan("wp_site", "wp_site__r1", "wp_site__old", new Account("wp_user", "127.0.0.1"));

        try (java.sql.Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().executeQuery("SELECT * FROM orders");
            assertThatThrownBy(() -> new SchemaSwap(admin, 1).swap(plan, dump))
                    .asInstanceOf(type(DatabaseException.class))
                    .extracting(DatabaseException::code)
                    .isEqualTo(1205);
            connection.rollback();
        }

        assertThat(admin.tables("wp_site__old")).isEmpty();
        admin.script("wp_site", List.of("INSERT INTO orders VALUES (9, 1, NULL)"));
        assertThat(admin.query("wp_site", "SELECT what FROM audit")).hasSize(1);
    }

    private void assertSwapped() throws IOException {
        assertThat(admin.tables("wp_site"))
                .extracting(Table::name)
                .containsExactly("aa_sums", "audit", "items", "orders", "zz_sums");
        assertThat(admin.query("wp_site", "SELECT COUNT(*) AS n FROM orders")
                        .getFirst()
                        .get("n"))
                .isEqualTo("2");
        assertThat(admin.query("wp_site", "SELECT HEX(paper) AS p FROM orders WHERE id = 1")
                        .getFirst()
                        .get("p"))
                .isEqualTo("00FF0A27");
        assertThat(definers()).containsOnly("wp_user@127.0.0.1").hasSize(5);
    }

    private void assertAsBefore() throws IOException {
        assertThat(admin.tables("wp_site"))
                .extracting(Table::name)
                .containsExactly("aa_sums", "added", "audit", "newer", "orders", "zz_sums");
        assertThat(admin.query("wp_site", "SELECT COUNT(*) AS n FROM orders")
                        .getFirst()
                        .get("n"))
                .isEqualTo("3");
        assertThat(definers()).containsOnly("wp_user@127.0.0.1").hasSize(6);
    }

    private List<String> definers() throws IOException {
        return admin
                .query(
                        "information_schema",
                        "SELECT DEFINER AS d FROM VIEWS WHERE TABLE_SCHEMA = 'wp_site'"
                                + " UNION ALL SELECT DEFINER FROM TRIGGERS WHERE TRIGGER_SCHEMA = 'wp_site'"
                                + " UNION ALL SELECT DEFINER FROM ROUTINES WHERE ROUTINE_SCHEMA = 'wp_site'"
                                + " UNION ALL SELECT DEFINER FROM EVENTS WHERE EVENT_SCHEMA = 'wp_site'")
                .stream()
                .map(row -> row.text("d"))
                .toList();
    }

    private java.sql.Connection connect() throws SQLException {
        java.util.Properties properties = new java.util.Properties();
        properties.put("user", "wp_user");
        properties.put("password", NASTY);
        return java.sql.DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + SERVER.port + "/wp_site", properties);
    }

    private @org.jspecify.annotations.Nullable Void read(AtomicBoolean go, AtomicInteger queries) throws SQLException {
        try (java.sql.Connection connection = connect();
                java.sql.Statement statement = connection.createStatement()) {
            while (go.get()) {
                statement.executeQuery("SELECT COUNT(*) FROM orders").close();
                statement.executeQuery("SELECT * FROM audit").close();
                queries.addAndGet(2);
            }
        }
        return null;
    }
}
