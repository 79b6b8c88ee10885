package org.gardefou.access.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.access.postgres.DatabaseSwap.Plan;
import org.gardefou.access.postgres.PostgresException.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of a real PostgreSQL, restored beside the live one and put in its place. */
class DatabaseSwapTest {
    private static final String LIVE = "shop d'été";
    private static final Plan PLAN = new Plan(LIVE, "gardefou_r1-shop", "gardefou_o1-shop");
    private static RealPostgres server;
    private static int next;

    @TempDir
    Path folder;

    private DatabaseSwap swap;
    private String site;

    @BeforeAll
    static void start() {
        server = RealPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void aShopOfItsOwnRole() throws IOException {
        swap = new DatabaseSwap(server.client());
        swap.discard(PLAN.shadow(), PLAN.retired());
        site = "site \"" + ++next;
        server.tell(
                "postgres",
                "DROP DATABASE IF EXISTS " + Quoting.name(LIVE) + " WITH (FORCE)",
                "CREATE ROLE " + Quoting.name(site) + " LOGIN PASSWORD 'site'",
                "CREATE DATABASE " + Quoting.name(LIVE) + " OWNER " + Quoting.name(site)
                        + " ENCODING 'LATIN1' TEMPLATE template0",
                "REVOKE ALL ON DATABASE " + Quoting.name(LIVE) + " FROM PUBLIC",
                "ALTER DATABASE " + Quoting.name(LIVE) + " SET search_path = '$user', public, \"S x\"");
        asSite(
                "CREATE TABLE orders (id serial PRIMARY KEY, note text)",
                "INSERT INTO orders (note) VALUES ('é'), ('two')",
                "CREATE EXTENSION pgcrypto",
                "CREATE SCHEMA \"S x\"",
                "CREATE FUNCTION doubled() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) * 2 FROM orders'");
    }

    @Test
    void itIsRestoredAsTheSitesRoleAndSwappedAndBack() throws IOException {
        // Given
        swap.demandRestorable(LIVE);
        long before = loginsOfOurs();
        server.database(LIVE).dump(folder);
        assertThat(loginsOfOurs()).as("read by a role of ours").isEqualTo(before + 1);
        asSite("DELETE FROM orders", "INSERT INTO orders (id, note) VALUES (100, 'later')");
        // When
        assertThat(swap.loadBeside(dump(), PLAN)).isEqualTo(1);
        // Then the live one is as it was, and nothing stays of the role that loaded
        assertThat(notes(LIVE)).containsExactly("later");
        assertThat(swap.begun(PLAN)).isFalse();
        assertThat(server.ask("postgres", "SELECT rolname FROM pg_roles WHERE rolname LIKE 'gardefou%'"))
                .isEmpty();
        assertThat(
                        server.ask(
                                PLAN.shadow(),
                                "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .containsExactly(site);
        // When somebody is in it all the while
        Thread visitor = Thread.ofVirtual().start(() -> {
            try {
                server.tell(LIVE, "SELECT pg_sleep(600)");
            } catch (java.io.UncheckedIOException expected) {
                // sent away
            }
        });
        swap.swap(PLAN);
        // Then
        assertThat(swap.begun(PLAN)).isTrue();
        assertThat(notes(LIVE)).containsExactly("two", "é");
        assertThat(askAsSite("SELECT doubled() || current_setting('search_path')"))
                .containsExactly("4\"$user\", public, \"S x\"");
        assertThat(server.ask(
                        "postgres",
                        "SELECT pg_get_userbyid(datdba) || pg_encoding_to_char(encoding) || has_database_privilege('postgres', oid, 'CONNECT') || (datacl::text LIKE '%{=%') FROM pg_database WHERE datname = "
                                + Quoting.value(LIVE)))
                .containsExactly(site + "LATIN1truefalse");
        assertThatThrownBy(() -> server.client().ask(PLAN.retired(), "SELECT 1;", 1))
                .isInstanceOf(PostgresException.class);
        // And back, twice
        swap.rollback(PLAN);
        swap.rollback(PLAN);
        assertThat(swap.begun(PLAN)).isFalse();
        assertThat(swap.hasShadow(PLAN)).isTrue();
        assertThat(notes(LIVE)).containsExactly("later");
        swap.swap(PLAN);
        swap.discard(PLAN.shadow(), PLAN.retired());
        assertThat(notes(LIVE)).containsExactly("two", "é");
        assertThat(server.ask("postgres", "SELECT 1 FROM pg_database WHERE datname LIKE 'gardefou%'"))
                .isEmpty();
    }

    @Test
    void whereverItWasCutShortItIsUndone() throws IOException {
        server.database(LIVE).dump(folder);
        swap.loadBeside(dump(), PLAN);
        // Closed, and no more
        server.tell("postgres", "ALTER DATABASE " + Quoting.name(LIVE) + " ALLOW_CONNECTIONS false");
        assertThat(swap.begun(PLAN)).isTrue();
        demand(Kind.BUSY, () -> server.database(LIVE).tables());
        swap.rollback(PLAN);
        assertThat(swap.begun(PLAN)).isFalse();
        assertThat(notes(LIVE)).hasSize(2);
        // Renamed, and not opened
        swap.swap(PLAN);
        server.tell("postgres", "ALTER DATABASE " + Quoting.name(LIVE) + " ALLOW_CONNECTIONS false");
        assertThat(swap.begun(PLAN)).isTrue();
        swap.rollback(PLAN);
        assertThat(notes(LIVE)).hasSize(2);
        assertThat(swap.begun(PLAN)).isFalse();
        // Without its shadow nothing is touched
        swap.discard(PLAN.shadow(), PLAN.retired());
        demand(Kind.UNKNOWN_DATABASE, () -> swap.swap(PLAN));
        assertThat(notes(LIVE)).hasSize(2);
    }

    @Test
    void aHostileDumpGetsNoFurtherThanItsRole() throws IOException {
        // Given a check that gives its role back and writes where only the administration may
        asSite("""
                CREATE FUNCTION outward() RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN
                  IF session_user <> current_user THEN
                    EXECUTE 'RESET ROLE';
                    EXECUTE 'ALTER ROLE ' || quote_ident(session_user) || ' SUPERUSER';
                  END IF;
                  RETURN true;
                END $f$""", "ALTER TABLE orders ADD CHECK (outward())");
        server.database(LIVE).dump(folder);
        // When, then
        assertThatThrownBy(() -> swap.loadBeside(dump(), PLAN)).hasMessageContaining("superuser");
        assertThat(swap.hasShadow(PLAN)).isFalse();
        assertThat(server.ask("postgres", "SELECT rolname FROM pg_roles WHERE rolsuper"))
                .containsExactly("postgres");
        assertThat(server.ask("postgres", "SELECT rolname FROM pg_roles WHERE rolname LIKE 'gardefou%'"))
                .isEmpty();
    }

    @Test
    void whatIsNobodysOrEverybodysIsRefusedBeforeAnythingIsWritten() {
        server.tell(LIVE, "CREATE TABLE of_the_hoster (a int)");
        demand(Kind.OWNER_MISSING, () -> swap.demandRestorable(LIVE));
        server.tell(LIVE, "DROP TABLE of_the_hoster", "ALTER ROLE " + Quoting.name(site) + " CREATEDB");
        demand(Kind.OWNER_MISSING, () -> swap.demandRestorable(LIVE));
        demand(Kind.UNKNOWN_DATABASE, () -> swap.demandRestorable("nothing"));
    }

    private static long loginsOfOurs() throws IOException {
        return Files.readAllLines(server.folder.resolve("server.log"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains("connection authorized: user=gardefou_"))
                .count();
    }

    private Path dump() {
        return PostgresDatabase.file(folder, LIVE);
    }

    private List<String> notes(String database) {
        return server.ask(database, "SELECT note FROM orders ORDER BY note");
    }

    private void asSite(String... statements) throws IOException {
        server.as(site, "site").answer(LIVE, String.join(";\n", statements) + ";", 1);
    }

    private List<String> askAsSite(String statement) throws IOException {
        return server.as(site, "site").answer(LIVE, statement + ";", 1).stream()
                .map(List::getFirst)
                .toList();
    }

    private static void demand(Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(PostgresException.class, e -> assertThat(e.kind())
                .as(e.getMessage())
                .isEqualTo(kind));
    }
}
