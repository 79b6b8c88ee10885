package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A customer who owns accounts with patterns on a real server, and tries to have what he wrote run with the rights of those who
 * restore it.
 */
class TakeoverTest {
    private static final MariaDbServer SERVER = MariaDbServer.start();
    private static final String SHADOW = "gardefou_r1-shop-wp";
    private static final String RETIRED = "gardefou_o1-shop-wp";
    private static final Account SHOP = new Account("shop", "127.0.0.1");
    private static final SchemaSwap.Plan PLAN = new SchemaSwap.Plan("shop_wp", SHADOW, RETIRED, SHOP);

    @TempDir
    Path folder;

    private final Database admin = SERVER.database();
    private final Database customer = admin.as(SERVER.tcp("shop", "x"));
    private final SchemaSwap swap = new SchemaSwap(admin, 2);

    @AfterAll
    static void stop() throws Exception {
        SERVER.close();
    }

    @BeforeEach
    void aShopBesideOthers() throws IOException {
        swap.discard(SHADOW, RETIRED);
        // In one session: a run of the client takes longer than all that it asks for.
        admin.script(
                null,
                List.of(
                        "DROP DATABASE IF EXISTS shop_wp__o12345678",
                        "DROP DATABASE IF EXISTS shop_wp__r12345678",
                        "CREATE OR REPLACE DATABASE shop_wp CHARACTER SET utf8mb4",
                        "CREATE OR REPLACE DATABASE shop_blog CHARACTER SET utf8mb4",
                        "CREATE OR REPLACE DATABASE other CHARACTER SET utf8mb4",
                        "CREATE TABLE other.precious (secret VARCHAR(40)) ENGINE=InnoDB",
                        "INSERT INTO other.precious VALUES ('of another customer')",
                        "DROP USER IF EXISTS nosy@`127.0.0.1`",
                        "CREATE OR REPLACE USER shop@`127.0.0.1` IDENTIFIED BY 'x'",
                        "GRANT ALL ON `shop%`.* TO shop@`127.0.0.1`"));
        customer.script(
                "shop_wp",
                List.of(
                        "CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB",
                        "CREATE TABLE loot (what VARCHAR(200)) ENGINE=InnoDB",
                        "CREATE PROCEDURE steal() INSERT INTO loot SELECT secret FROM other.precious",
                        "CREATE TRIGGER thief AFTER INSERT ON orders FOR EACH ROW"
                                + " INSERT INTO loot SELECT secret FROM other.precious",
                        "CREATE TRIGGER who BEFORE INSERT ON orders FOR EACH ROW SET @ran_as = CURRENT_USER()",
                        "CREATE EVENT later ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01'"
                                + " DO INSERT INTO loot SELECT secret FROM other.precious"));
    }

    @Test
    void whatTheCustomerWroteGoesOnWithTheCustomersRights() throws IOException {
        // Given an account that has the schema by a pattern only
        assertThat(admin.accountsOf("shop_wp")).containsExactly(SHOP);

        restore();

        assertThat(definers()).hasSize(4).containsOnly("shop@127.0.0.1");
        assertNothingIsStolen();

        swap.rollback(PLAN);

        assertThat(definers()).hasSize(4).containsOnly("shop@127.0.0.1");
        assertNothingIsStolen();
    }

    /** Rows go along where no trigger of anybody acts on them. */
    @Test
    void aTableStaysWithItsTriggersAndRowsGoAlong() throws IOException {
        // Given
        run(
                "shop_wp",
                "CREATE DEFINER=shop@`127.0.0.1` TRIGGER mine BEFORE INSERT ON loot FOR EACH ROW SET NEW.what = 'then'");
        DumpFiles dump = admin.dump("shop_wp", folder);
        run(
                "shop_wp",
                "CREATE OR REPLACE DEFINER=shop@`127.0.0.1` TRIGGER mine BEFORE INSERT ON loot FOR EACH ROW SET NEW.what = 'now'",
                "INSERT INTO loot VALUES ('')");
        admin.loadBeside(dump, SHADOW);
        SchemaSwap.Plan staying = new SchemaSwap.Plan("shop_wp", SHADOW, RETIRED, SHOP, Set.of("loot"));
        List<String> seen = new ArrayList<>();
        Definitions definitions = new Definitions(admin);
        // When
        swap.swap(staying, dump, new Along() {
            @Override
            public void before() throws IOException {
                seen.add("before " + definitions.triggers(SHADOW, null).size() + " " + names(RETIRED));
                run(SHADOW, "INSERT INTO orders VALUES (1)");
            }

            @Override
            public void after() throws IOException {
                seen.add("after "
                        + definitions.triggers("shop_wp", Set.of("orders")).size() + " " + names(RETIRED));
                run("shop_wp", "INSERT INTO orders VALUES (2)");
            }
        });
        // Then
        assertThat(seen).containsExactly("before 0 []", "after 0 [orders]");
        assertThat(swap.finished(staying)).isTrue();
        assertThat(admin.query("shop_wp", "SELECT id FROM orders")).hasSize(2);
        run("shop_wp", "INSERT INTO loot VALUES ('')");
        assertThat(admin.query("shop_wp", "SELECT what FROM loot"))
                .extracting(row -> row.text("what"))
                .containsExactly("now", "now");
        assertThat(definers()).hasSize(5).containsOnly("shop@127.0.0.1");
        // And back
        swap.rollback(staying);
        assertThat(admin.query("shop_wp", "SELECT id FROM orders")).isEmpty();
        assertThat(admin.query("shop_wp", "SELECT what FROM loot")).hasSize(2);
        assertThat(definers()).hasSize(5).containsOnly("shop@127.0.0.1");
        // And not where it is tied to what goes
        run(
                "shop_wp",
                "CREATE TABLE items (orders_id INT, FOREIGN KEY (orders_id) REFERENCES orders (id)) ENGINE=InnoDB");
        SchemaSwap.Plan tied = new SchemaSwap.Plan("shop_wp", SHADOW, RETIRED, SHOP, Set.of("items"));
        assertThatThrownBy(() -> swap.swap(tied, dump)).hasMessageContaining("items → orders");
    }

    private List<String> names(String schema) throws IOException {
        return admin.tables(schema).stream().map(Table::name).toList();
    }

    @Test
    void aDefinerOfTheAdministrationDoesNotComeBackFromADump() throws IOException {
        // Given what an earlier version left: the customer's own words in the name of the administration
        run(
                "shop_wp",
                "CREATE OR REPLACE DEFINER=root@localhost PROCEDURE steal() INSERT INTO loot SELECT secret FROM other.precious",
                "CREATE OR REPLACE DEFINER=root@localhost TRIGGER thief AFTER INSERT ON orders FOR EACH ROW"
                        + " INSERT INTO loot SELECT secret FROM other.precious",
                "CREATE DEFINER=root@localhost VIEW v AS SELECT * FROM orders");
        DumpFiles dump = admin.dump("shop_wp", folder);
        assertThat(Files.readString(dump.definitions())).contains("`root`@`localhost`");

        admin.loadBeside(dump, SHADOW);
        swap.swap(PLAN, dump);

        assertThat(definers()).hasSize(5).containsOnly("shop@127.0.0.1");
        assertNothingIsStolen();
    }

    @Test
    void withoutAnAccountOfTheSiteNothingIsSwapped() throws IOException {
        SchemaSwap.Plan ownerless = new SchemaSwap.Plan("shop_wp", SHADOW, RETIRED, null);
        DumpFiles dump = admin.dump("shop_wp", folder);
        admin.loadBeside(dump, SHADOW);
        customer.script("shop_wp", List.of("CREATE TABLE newer (id INT)"));

        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> {
                    swap.demandOwner(ownerless, dump);
                    return null;
                },
                () -> {
                    swap.swap(ownerless, dump);
                    return null;
                })) {
            assertThatThrownBy(attempt::call)
                    .asInstanceOf(type(DatabaseException.class))
                    .extracting(DatabaseException::code)
                    .isEqualTo(DatabaseException.OWNER_MISSING);
        }

        assertThat(admin.tables("shop_wp")).extracting(Table::name).contains("newer");
        assertThat(admin.hasSchema(RETIRED)).isFalse();
        assertThat(definers()).hasSize(4).containsOnly("shop@127.0.0.1");
    }

    @Test
    void anEventAloneNeedsAnOwnerToo() throws IOException {
        SchemaSwap.Plan ownerless = new SchemaSwap.Plan("shop_wp", SHADOW, RETIRED, null);
        customer.script("shop_wp", List.of("DROP PROCEDURE steal", "DROP TRIGGER thief", "DROP TRIGGER who"));
        DumpFiles dump = admin.dump("shop_wp", folder);
        admin.loadBeside(dump, SHADOW);

        assertThatThrownBy(() -> swap.demandOwner(ownerless, dump))
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::code)
                .isEqualTo(DatabaseException.OWNER_MISSING);
    }

    @Test
    void aSchemaOfTablesAloneNeedsNoOwner() throws IOException {
        SchemaSwap.Plan ownerless = new SchemaSwap.Plan("shop_wp", SHADOW, RETIRED, null);
        customer.script(
                "shop_wp",
                List.of("DROP PROCEDURE steal", "DROP TRIGGER thief", "DROP TRIGGER who", "DROP EVENT later"));
        DumpFiles dump = admin.dump("shop_wp", folder);
        admin.loadBeside(dump, SHADOW);
        customer.script("shop_wp", List.of("DROP TABLE orders", "CREATE VIEW newer AS SELECT 1 AS one"));

        swap.demandOwner(ownerless, dump);
        swap.swap(ownerless, dump);
        assertThat(admin.tables("shop_wp")).extracting(Table::name).containsExactly("loot", "orders");

        swap.rollback(ownerless);
        assertThat(admin.tables("shop_wp")).extracting(Table::name).containsExactly("loot", "newer");
        assertThat(definers()).containsExactly("shop@127.0.0.1");
    }

    @Test
    void nothingOfARestoreIsWithinReachOfThePattern() throws IOException {
        restore();

        List<String> seen = customer.query("information_schema", "SHOW DATABASES").stream()
                .map(row -> row.text("Database"))
                .toList();
        assertThat(seen).containsExactlyInAnyOrder("information_schema", "shop_wp", "shop_blog");
        assertThat(admin.hasSchema(KeptDefinitions.SCHEMA)).isTrue();
        assertThat(customer.probe(KeptDefinitions.SCHEMA).code()).isEqualTo(1044);
        assertThat(customer.probe(RETIRED).code()).isEqualTo(1044);

        swap.discard(SHADOW, RETIRED);
        assertThat(admin.hasSchema(RETIRED)).isFalse();
        assertThat(admin.query(KeptDefinitions.SCHEMA, "SELECT * FROM kept")).isEmpty();
    }

    @Test
    void whoReachesOurNamesStopsARestoreBeforeItsDataIsThere() throws IOException {
        DumpFiles dump = admin.dump("shop_wp", folder);
        admin.loadBeside(dump, SHADOW);
        run("CREATE USER nosy@`127.0.0.1`");
        run("GRANT SELECT ON `garde%`.* TO nosy@`127.0.0.1`");

        assertThatThrownBy(() -> swap.swap(PLAN, dump)).hasMessageContaining("`nosy`@`127.0.0.1`");
        assertThatThrownBy(() -> admin.loadBeside(dump, SHADOW)).hasMessageContaining("`garde%`");

        assertThat(admin.hasSchema(RETIRED)).isFalse();
        assertThat(definers()).hasSize(4);
    }

    /** The state that the version before left: definitions in the retired schema, which is named after the live one. */
    @Test
    void aSwapOfTheVersionBeforeIsUndoneWhateverTheCustomerWroteIntoIt() throws IOException {
        SchemaSwap.Plan former = new SchemaSwap.Plan("shop_wp", "shop_wp__r12345678", "shop_wp__o12345678", SHOP);
        admin.createSchema(former.shadow());
        admin.createSchema(former.retired());
        run(
                former.retired(),
                "CREATE TABLE items (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE gardefou_definitions (place INT PRIMARY KEY, kind VARCHAR(20) NOT NULL, name VARCHAR(64) NOT NULL,"
                        + " statement LONGTEXT NOT NULL, mode TEXT NOT NULL, coll VARCHAR(64) NOT NULL) ENGINE=InnoDB");
        List<String[]> written = List.of(
                new String[] {
                    "PROCEDURE",
                    "steal",
                    "CREATE DEFINER=`root`@`localhost` PROCEDURE `steal`()\nINSERT INTO loot SELECT secret FROM other.precious"
                },
                new String[] {
                    "TRIGGER",
                    "told",
                    "CREATE DEFINER=`shop`@`127.0.0.1` TRIGGER told BEFORE INSERT ON items FOR EACH ROW SET @told = 1"
                },
                new String[] {
                    "VIEW",
                    "all_items",
                    "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`localhost` SQL SECURITY DEFINER VIEW `all_items` AS"
                            + " select `items`.`id` AS `id` from `items`"
                });
        for (int i = 0; i < written.size(); i++) {
            String[] one = written.get(i);
            customer.script(
                    former.retired(),
                    List.of("INSERT INTO gardefou_definitions VALUES (" + i + ", '" + one[0] + "', '" + one[1] + "', "
                            + Sql.literal(one[2]) + ", '', 'utf8mb4_general_ci')"));
        }

        assertThat(swap.begun(former)).isTrue();
        swap.rollback(former);

        assertThat(admin.tables("shop_wp")).extracting(Table::name).containsExactly("all_items", "items");
        assertThat(definers()).hasSize(3).containsOnly("shop@127.0.0.1");
        customer.script("shop_wp", List.of("INSERT INTO items VALUES (1)"));
        assertThat(customer.query("shop_wp", "SELECT id FROM all_items")).hasSize(1);
        assertThat(swap.begun(former)).isFalse();
        // And again, as after a crash, nothing happens.
        swap.rollback(former);
        assertThat(definers()).hasSize(3);
    }

    @Test
    void withoutAnOwnerASwapOfTheVersionBeforeIsNotUndoneByHalf() throws IOException {
        SchemaSwap.Plan ownerless = new SchemaSwap.Plan("shop_wp", "shop_wp__r12345678", "shop_wp__o12345678", null);
        admin.createSchema(ownerless.shadow());
        admin.createSchema(ownerless.retired());
        run(
                ownerless.retired(),
                "CREATE TABLE items (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE gardefou_definitions (place INT PRIMARY KEY, kind VARCHAR(20) NOT NULL, name VARCHAR(64) NOT NULL,"
                        + " statement LONGTEXT NOT NULL, mode TEXT NOT NULL, coll VARCHAR(64) NOT NULL) ENGINE=InnoDB",
                "INSERT INTO gardefou_definitions VALUES (0, 'TRIGGER', 'told',"
                        + " 'CREATE TRIGGER told BEFORE INSERT ON items FOR EACH ROW SET @told = 1', '', 'utf8mb4_general_ci')");
        List<String> definers = definers();

        assertThatThrownBy(() -> swap.rollback(ownerless))
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::code)
                .isEqualTo(DatabaseException.OWNER_MISSING);

        assertThat(admin.tables("shop_wp")).extracting(Table::name).containsExactly("loot", "orders");
        assertThat(definers()).isEqualTo(definers).isNotEmpty();
        assertThat(admin.tables(ownerless.retired())).extracting(Table::name).containsExactly("items");
        assertThat(swap.begun(ownerless)).isTrue();
        // With one it is undone as a whole
        swap.rollback(new SchemaSwap.Plan("shop_wp", ownerless.shadow(), ownerless.retired(), SHOP));
        assertThat(admin.tables("shop_wp")).extracting(Table::name).containsExactly("items");
    }

    @Test
    void ordersWrittenIntoASwapOfTheVersionBeforeReachNothingElse() throws IOException {
        SchemaSwap.Plan former = new SchemaSwap.Plan("shop_wp", "shop_wp__r12345678", "shop_wp__o12345678", SHOP);
        for (String order : List.of(
                "CREATE PROCEDURE p() SELECT 1; DROP TABLE other.precious",
                "CREATE USER evil IDENTIFIED BY 'x'",
                "CREATE TABLE other.planted (id INT)",
                "CREATE /* */ DEFINER=`root`@`localhost` PROCEDURE p() DELETE FROM other.precious")) {
            swap.discard(former.shadow(), former.retired());
            admin.createSchema(former.shadow());
            run(former.shadow(), "CREATE TABLE loaded (id INT)");
            admin.createSchema(former.retired());
            run(
                    former.retired(),
                    "CREATE TABLE gardefou_definitions (place INT PRIMARY KEY, kind VARCHAR(20) NOT NULL, name VARCHAR(64)"
                            + " NOT NULL, statement LONGTEXT NOT NULL, mode TEXT NOT NULL, coll VARCHAR(64) NOT NULL)",
                    "INSERT INTO gardefou_definitions VALUES (0, 'PROCEDURE', 'p', " + Sql.literal(order)
                            + ", '', 'utf8mb4_general_ci')");

            assertThatThrownBy(() -> swap.rollback(former)).as(order).isInstanceOf(Exception.class);

            assertThat(admin.query("other", "SELECT secret FROM precious"))
                    .as(order)
                    .hasSize(1);
            assertThat(admin.tables("other")).as(order).hasSize(1);
            assertThat(admin.query("mysql", "SELECT 1 AS one FROM mysql.user WHERE User = 'evil'"))
                    .as(order)
                    .isEmpty();
        }
    }

    @Test
    void aTableThatIsNamedAsOursWereIsATableAsAnyOther() throws IOException {
        customer.script(
                "shop_wp",
                List.of(
                        "CREATE TABLE gardefou_definitions (place INT, kind VARCHAR(20), name VARCHAR(64),"
                                + " statement LONGTEXT, mode TEXT, coll VARCHAR(64))",
                        "INSERT INTO gardefou_definitions VALUES (0, 'PROCEDURE', 'p',"
                                + " 'CREATE PROCEDURE p() DROP TABLE other.precious', '', '')"));
        DumpFiles dump = admin.dump("shop_wp", folder);
        customer.script("shop_wp", List.of("UPDATE gardefou_definitions SET place = 7"));
        admin.loadBeside(dump, SHADOW);

        swap.swap(PLAN, dump);
        assertThat(place()).isEqualTo("0");
        swap.rollback(PLAN);

        assertThat(place()).isEqualTo("7");
        assertThat(definers()).hasSize(4);
    }

    private String place() throws IOException {
        return customer.query("shop_wp", "SELECT place FROM gardefou_definitions")
                .getFirst()
                .text("place");
    }

    @Test
    void namesAndBodiesThatLookLikeOrdersAreNamesAndBodies() throws IOException {
        // Given names and bodies that try to end our statement, our text or the client's, and to begin another
        // Short, as names of tables must be, wherever the tests write.
        Path proof = Path.of("/tmp/gf" + Long.toHexString(System.nanoTime()));
        List<String> nasty = List.of(
                "a`; DROP TABLE other.precious; -- x",
                "b\\",
                "; DROP TABLE other.precious; -- x",
                "c'\"; DROP TABLE other.precious; #",
                "d\nDELIMITER ;\nDROP TABLE other.precious;\nx",
                "e*/ DROP TABLE other.precious; /*",
                "f\\! touch " + proof,
                "`" + SHADOW,
                "h`.`x");
        List<String> made = new ArrayList<>();
        for (String name : nasty) {
            String quoted = Sql.identifier(name);
            made.add("CREATE TABLE " + quoted + " (" + quoted + " INT COMMENT 'x'';DROP TABLE other.precious;--\\n')");
            made.add("CREATE TRIGGER " + quoted + " BEFORE INSERT ON " + quoted + " FOR EACH ROW SET @x = 1");
            made.add("CREATE PROCEDURE " + quoted + "() SELECT 1 delimiter , '\nDROP TABLE other.precious,\n'");
            made.add("CREATE VIEW " + Sql.identifier("v " + name) + " AS SELECT " + quoted + "." + quoted + " AS c, '`"
                    + SHADOW + "`.x' AS said FROM " + quoted);
        }
        made.add(
                "CREATE FUNCTION f() RETURNS TEXT DETERMINISTIC RETURN CONCAT('\\\\', \"it's\", '`" + SHADOW + "`.x')");
        made.add("CREATE VIEW of_f AS SELECT f() AS said");
        made.add("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
        made.add(
                "CREATE PROCEDURE \"quoted DEFINER=`root`@`localhost` x\"() COMMENT 'DEFINER=`root`@`localhost`' SELECT '\\'");
        customer.script("shop_wp", made);
        List<Definition> before = new Definitions(admin).of("shop_wp");
        List<String> tables = admin.tables("shop_wp").stream().map(Table::name).toList();

        // When they are restored and rolled back, and made anew from nothing
        restore();
        assertThat(admin.tables("shop_wp")).extracting(Table::name).isEqualTo(tables);
        assertThat(new Definitions(admin).of("shop_wp")).isEqualTo(before);
        for (Definition one : before) {
            if (one.kind() != Definition.Kind.TRIGGER) {
                run("shop_wp", one.drop());
            }
        }
        swap.rollback(PLAN);

        // Then all is as it was, to the letter
        assertThat(admin.tables("shop_wp")).extracting(Table::name).isEqualTo(tables);
        assertThat(new Definitions(admin).of("shop_wp")).isEqualTo(before);
        assertThat(definers()).containsOnly("shop@127.0.0.1");
        assertThat(customer.query("shop_wp", "SELECT said FROM of_f").getFirst().text("said"))
                .isEqualTo("\\it's`" + SHADOW + "`.x");
        assertThat(proof).doesNotExist();
        assertNothingIsStolen();
    }

    @Test
    void aTextIsOneStatementOrNone() {
        assertThatThrownBy(() -> run("DO 1; DROP TABLE other.precious"))
                .asInstanceOf(type(DatabaseException.class))
                .extracting(DatabaseException::code)
                .isEqualTo(1064);

        assertThatCode(() -> run("INSERT INTO other.precious VALUES ('; ')")).doesNotThrowAnyException();
    }

    @Test
    void whatRunsAsItsCallerIsNotCalled() throws IOException {
        // Given a function that would act with the rights of whoever reads the view over it
        customer.script(
                "shop_wp",
                List.of(
                        "CREATE FUNCTION take() RETURNS INT DETERMINISTIC MODIFIES SQL DATA SQL SECURITY INVOKER"
                                + " BEGIN INSERT INTO loot VALUES (CURRENT_USER()); RETURN 1; END",
                        "CREATE SQL SECURITY INVOKER VIEW bait AS SELECT take() AS taken",
                        "CREATE SQL SECURITY INVOKER VIEW more_bait AS SELECT * FROM bait WHERE take() = 1"));

        restore();
        admin.tables("shop_wp");
        swap.rollback(PLAN);

        assertThat(admin.query("shop_wp", "SELECT * FROM loot")).isEmpty();
        assertThat(new Definitions(admin).of("shop_wp"))
                .filteredOn(one -> one.sql().contains("SQL SECURITY INVOKER"))
                .hasSize(3);
    }

    @Test
    void aViewThatTakesATablesPlaceInTheMiddleOfADumpReadsWithNobodysRights() throws Exception {
        // Given a table that is locked, so that a change of names waits, and the dump behind it
        customer.script(
                "shop_wp",
                List.of(
                        "CREATE FUNCTION take() RETURNS INT MODIFIES SQL DATA SQL SECURITY INVOKER"
                                + " BEGIN INSERT INTO spoils SELECT secret FROM other.precious; RETURN 1; END",
                        "CREATE TABLE spoils (what VARCHAR(200)) ENGINE=MyISAM",
                        "CREATE SQL SECURITY INVOKER VIEW trap AS SELECT take() AS what"));
        try (Connection holder = connect();
                Connection changer = connect();
                ExecutorService two = Executors.newFixedThreadPool(2)) {
            holder.createStatement().execute("LOCK TABLES loot READ");
            Future<Boolean> change =
                    two.submit(() -> changer.createStatement().execute("RENAME TABLE loot TO was, trap TO loot"));
            awaitWaiting("RENAME TABLE loot%");

            // When the dump has looked at the table, and reads it after the change
            Future<DumpFiles> dump = two.submit(() -> admin.dump("shop_wp", folder));
            awaitWaiting("SELECT%FROM `loot`%");
            holder.createStatement().execute("UNLOCK TABLES");
            change.get();

            // Then nothing was taken, and the dump fails: the reader is refused what the customer would have been
            // refused
            await().atMost(Duration.ofSeconds(60)).until(dump::isDone);
            assertThat(admin.query("shop_wp", "SELECT * FROM spoils")).isEmpty();
            assertThatThrownBy(dump::get)
                    .cause()
                    .asInstanceOf(type(DatabaseException.class))
                    .extracting(DatabaseException::code)
                    .as("the view is refused for lack of rights")
                    .isEqualTo(1356);
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(admin.query("mysql", "SELECT User FROM mysql.user WHERE User LIKE 'gardefou%'"))
                .isEmpty();
    }

    private void awaitWaiting(String statement) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !admin.query(
                        "information_schema",
                        "SELECT ID FROM PROCESSLIST WHERE STATE LIKE 'Waiting for table metadata lock' AND INFO LIKE "
                                + Sql.literal(statement))
                .isEmpty());
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + SERVER.port + "/shop_wp", "shop", "x");
    }

    private void restore() throws IOException {
        DumpFiles dump = admin.dump("shop_wp", folder);
        admin.loadBeside(dump, SHADOW);
        swap.swap(PLAN, dump);
    }

    private void assertNothingIsStolen() throws IOException {
        for (String call : List.of("CALL steal()", "INSERT INTO orders VALUES (1)")) {
            assertThatThrownBy(() -> customer.script("shop_wp", List.of(call)))
                    .as(call)
                    .asInstanceOf(type(DatabaseException.class))
                    .extracting(DatabaseException::code)
                    .isEqualTo(1142);
        }
        assertThat(admin.query("shop_wp", "SELECT * FROM loot")).isEmpty();
        assertThat(admin.query("other", "SELECT * FROM precious")).hasSize(1);
    }

    private List<String> definers() throws IOException {
        return admin
                .query(
                        "information_schema",
                        "SELECT DEFINER AS d FROM VIEWS WHERE TABLE_SCHEMA = 'shop_wp'"
                                + " UNION ALL SELECT DEFINER FROM TRIGGERS WHERE TRIGGER_SCHEMA = 'shop_wp'"
                                + " UNION ALL SELECT DEFINER FROM ROUTINES WHERE ROUTINE_SCHEMA = 'shop_wp'"
                                + " UNION ALL SELECT DEFINER FROM EVENTS WHERE EVENT_SCHEMA = 'shop_wp'")
                .stream()
                .map(row -> row.text("d"))
                .toList();
    }

    private void run(String statement) throws IOException {
        admin.script(null, List.of(statement));
    }

    private void run(String schema, String... statements) throws IOException {
        admin.script(schema, List.of(statements));
    }
}
