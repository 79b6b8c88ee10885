package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table out of a dump, in the midst of a live schema. */
class TableSwapTest {
    private static final MariaDbServer SERVER = MariaDbServer.start();
    private static final String SHADOW = "gardefou_r1-shop";
    private static final String RETIRED = "gardefou_o1-shop";
    private static final Account OWNER = new Account("shop", "127.0.0.1");

    @TempDir
    static Path folder;

    /** The same of each test's shop. */
    private static @Nullable DumpFiles dump;

    private final Database admin = SERVER.database();
    private final TableSwap swap = new TableSwap(admin, 2);

    @AfterAll
    static void stop() throws Exception {
        SERVER.close();
    }

    @BeforeEach
    void aShopThatWentOnAfterItsDump() throws IOException {
        List<String> fresh = new ArrayList<>();
        for (String schema : List.of("shop", SHADOW, RETIRED, KeptDefinitions.SCHEMA)) {
            fresh.add("DROP DATABASE IF EXISTS `" + schema + "`");
        }
        fresh.add("CREATE DATABASE shop CHARACTER SET utf8mb4");
        admin.script(null, fresh);
        admin.script(
                "shop",
                List.of(
                        "CREATE OR REPLACE USER shop@`127.0.0.1` IDENTIFIED BY 'x'",
                        "GRANT ALL ON shop.* TO shop@`127.0.0.1`",
                        "CREATE TABLE posts (id INT PRIMARY KEY, title VARCHAR(99)) ENGINE=InnoDB",
                        "CREATE TABLE log (what VARCHAR(200)) ENGINE=InnoDB",
                        "CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB",
                        "CREATE TABLE items (id INT PRIMARY KEY, orders_id INT, FOREIGN KEY (orders_id) REFERENCES"
                                + " orders (id)) ENGINE=InnoDB",
                        "INSERT INTO posts VALUES (1, 'then; INSERT INTO `log` VALUES (1);')",
                        "INSERT INTO log VALUES ('then')",
                        "INSERT INTO orders VALUES (1)",
                        "INSERT INTO items VALUES (1, 1)",
                        "CREATE TABLE Posts (id INT PRIMARY KEY) ENGINE=InnoDB",
                        "CREATE TRIGGER likewise AFTER INSERT ON Posts FOR EACH ROW INSERT INTO log VALUES ('likewise')",
                        "CREATE VIEW titles AS SELECT title FROM posts",
                        "CREATE DEFINER=shop@`127.0.0.1` FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1",
                        "CREATE DEFINER=shop@`127.0.0.1` TRIGGER told AFTER INSERT ON posts FOR EACH ROW"
                                + " INSERT INTO log VALUES (CONCAT('then ', NEW.id))"));
        if (dump == null) dump = admin.dump("shop", folder);
        admin.script(
                "shop",
                List.of(
                        "CREATE OR REPLACE DEFINER=shop@`127.0.0.1` TRIGGER told AFTER INSERT ON posts FOR EACH ROW"
                                + " INSERT INTO log VALUES (CONCAT('now ', NEW.id))",
                        "INSERT INTO posts VALUES (2, 'now')",
                        "UPDATE log SET what = 'now' WHERE what = 'then'"));
        admin.loadBeside(dump, SHADOW, Set.of("posts"));
    }

    @Test
    void theTableComesWithItsTriggersAndAllElseStays() throws IOException {
        assertThat(admin.tables(SHADOW)).extracting(Table::name).containsExactly("posts");
        // When
        swap.swap(plan("posts"));
        // Then
        assertThat(swap.finished(plan("posts"))).isTrue();
        assertThat(all("title", "posts")).containsExactly("then; INSERT INTO `log` VALUES (1);");
        assertThat(all("title", "titles")).hasSize(1);
        assertThat(all("what", "log")).containsExactly("now", "now 2");
        admin.script("shop", List.of("INSERT INTO posts VALUES (3, 'x')"));
        assertThat(all("what", "log")).contains("then 3");
        assertThat(all("one()", "log")).isNotEmpty();
        admin.script("shop", List.of("INSERT INTO Posts VALUES (3)"));
        assertThat(all("what", "log")).contains("likewise");
        // And back, however often
        for (int time = 0; time < 2; time++) {
            swap.rollback(plan("posts"));
            assertThat(all("title", "posts")).containsExactly("now", "then; INSERT INTO `log` VALUES (1);");
        }
        assertThat(swap.begun(plan("posts"))).isFalse();
        admin.script("shop", List.of("INSERT INTO posts VALUES (4, 'x')"));
        assertThat(all("what", "log")).contains("now 4");
    }

    /** The most usual reason to want one back. */
    @Test
    void aTableThatWasDroppedComesBackAndGoesAgain() throws IOException {
        admin.script("shop", List.of("DROP TABLE posts"));

        swap.swap(plan("posts"));
        assertThat(all("title", "titles")).hasSize(1);
        admin.script("shop", List.of("INSERT INTO posts VALUES (3, 'x')"));
        assertThat(all("what", "log")).contains("then 3");

        swap.rollback(plan("posts"));
        assertThat(admin.tables("shop")).extracting(Table::name).doesNotContain("posts");
    }

    @Test
    void aRunThatDiedBehindTheRenamingIsUndone() throws IOException {
        List<Definition> old = new Definitions(admin).triggers("shop", Set.of("posts"));
        admin.createSchema(RETIRED);
        new KeptDefinitions(admin).keep(RETIRED, old);
        admin.script(
                "shop",
                List.of(
                        "DROP TRIGGER told",
                        "DROP TRIGGER `" + SHADOW + "`.told",
                        "RENAME TABLE shop.posts TO `" + RETIRED + "`.posts, `" + SHADOW + "`.posts TO shop.posts"));
        assertThat(swap.begun(plan("posts"))).isTrue();
        assertThat(swap.finished(plan("posts"))).isFalse();

        swap.rollback(plan("posts"));

        assertThat(all("title", "posts")).contains("now");
        assertThat(new Definitions(admin).triggers("shop", null))
                .contains(old.getFirst())
                .hasSize(2);
    }

    @Test
    void tablesThatForeignKeysTieToOthersComeTogetherOrNotAtAll() throws IOException {
        DumpFiles dump = DumpFiles.in(folder, "shop");
        assertThat(admin.linksOut("shop", Set.of("orders"))).containsExactly("items → orders");
        for (String one : List.of("orders", "items")) {
            assertThatThrownBy(() -> admin.loadBeside(dump, SHADOW, Set.of(one)))
                    .hasMessage("items → orders")
                    .extracting(e -> ((DatabaseException) e).code())
                    .isEqualTo(DatabaseException.LINKED);
            assertThat(admin.hasSchema(SHADOW)).isFalse();
        }

        admin.script("shop", List.of("INSERT INTO orders VALUES (2)", "INSERT INTO items VALUES (2, 2)"));
        admin.loadBeside(dump, SHADOW, Set.of("orders", "items"));
        swap.swap(plan("orders", "items"));

        assertThat(all("id", "items")).containsExactly("1");
        assertThatThrownBy(() -> admin.script("shop", List.of("INSERT INTO items VALUES (3, 2)")))
                .extracting(e -> ((DatabaseException) e).code())
                .isEqualTo(1452);
        swap.rollback(plan("orders", "items"));
        assertThat(all("id", "items")).containsExactly("1", "2");
        admin.script("shop", List.of("INSERT INTO items VALUES (3, 2)"));
    }

    @Test
    void whatCannotBeTakenAloneIsRefusedAndNothingIsTouched() throws IOException {
        DumpFiles dump = DumpFiles.in(folder, "shop");
        assertThatThrownBy(() -> admin.loadBeside(dump, "gardefou_r2-shop", Set.of("posts", "nothing")))
                .hasMessageContaining("nothing")
                .extracting(e -> ((DatabaseException) e).code())
                .isEqualTo(DatabaseException.TABLE_MISSING);
        TableSwap.Plan ownerless = new TableSwap.Plan("shop", SHADOW, RETIRED, Set.of("posts"), null);
        assertThatThrownBy(() -> swap.demandOwner(ownerless))
                .extracting(e -> ((DatabaseException) e).code())
                .isEqualTo(DatabaseException.OWNER_MISSING);
        // A name that a trigger of another table has taken since
        admin.script(
                "shop",
                List.of(
                        "DROP TRIGGER told",
                        "CREATE TRIGGER told AFTER INSERT ON orders FOR EACH ROW INSERT INTO log VALUES ('order')"));
        assertThatThrownBy(() -> swap.swap(plan("posts"))).hasMessageContaining("another table");
        assertThat(swap.begun(plan("posts"))).isFalse();
        assertThat(all("title", "posts")).contains("now");
    }

    private static TableSwap.Plan plan(String... tables) {
        return new TableSwap.Plan("shop", SHADOW, RETIRED, Set.of(tables), OWNER);
    }

    private List<String> all(String column, String table) throws IOException {
        return admin.query("shop", "SELECT " + column + " AS v FROM " + table + " ORDER BY 1").stream()
                .map(row -> row.text("v"))
                .toList();
    }
}
