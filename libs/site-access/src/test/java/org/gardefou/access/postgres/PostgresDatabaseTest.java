package org.gardefou.access.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.postgres.PostgresException.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of a real PostgreSQL. */
class PostgresDatabaseTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SHOP = "o'db =x \\";
    private static RealPostgres server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = RealPostgres.start();
        server.tell(
                "postgres",
                "CREATE DATABASE " + Quoting.name(SHOP),
                "CREATE DATABASE alt ENCODING 'LATIN1' TEMPLATE template0",
                "CREATE DATABASE big");
        server.tell(
                SHOP,
                "CREATE TABLE public.\"We ird.\"\"q\" (a int, b text)",
                "INSERT INTO public.\"We ird.\"\"q\" VALUES (1, E'x\\ny'), (2, E'\\\\.'), (3, NULL)",
                "CREATE SCHEMA \"s p\"",
                "CREATE TABLE \"s p\".\"nl\nt\" ()",
                "INSERT INTO \"s p\".\"nl\nt\" DEFAULT VALUES",
                "CREATE TABLE orders (id serial PRIMARY KEY, total numeric) PARTITION BY RANGE (id)",
                "CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (1) TO (100)",
                "INSERT INTO orders (total) SELECT i / 7.0 FROM generate_series(1, 42) i",
                "CREATE MATERIALIZED VIEW sums AS SELECT sum(total) FROM orders",
                "SELECT lo_from_bytea(4711, 'abc')");
        server.tell("alt", "CREATE TABLE \"été\" (a text)", "INSERT INTO \"été\" VALUES ('à'), ('ö')");
        server.tell(
                "big",
                "CREATE UNLOGGED TABLE big AS SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 30000) i");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aDumpHasEveryRowAndGoesBackWithPostgresOwnPrograms() throws IOException {
        // Given
        PostgresDatabase shop = server.database(SHOP);
        // When
        DumpCount count = shop.dump(folder);
        // Then
        assertThat(count.complete()).isTrue();
        assertThat(count.rows())
                .isEqualTo(Map.of("public.\"We ird.\"\"q\"", 3L, "s p.nl\nt", 1L, "public.orders_1", 42L));
        assertThat(shop.tables()).isEqualTo(count.rows().keySet());
        Path file = PostgresDatabase.file(folder, SHOP);
        assertThat(entries()).containsExactly(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        // Uncompressed: a value stands in it as it is
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("PGDMP", "x\\ny");
        // And back
        server.tell("postgres", "CREATE DATABASE back");
        server.client().restore(shop.programs(), List.of("--exit-on-error"), "back", file);
        assertThat(server.ask("back", "SELECT b FROM public.\"We ird.\"\"q\" WHERE a = 1"))
                .containsExactly("x\ny");
        assertThat(server.ask("back", "SELECT sum(total) = (SELECT sum FROM sums) FROM orders"))
                .containsExactly("t");
        assertThat(server.ask("back", "SELECT lo_get(4711) = 'abc'")).containsExactly("t");
    }

    @Test
    void aDatabaseOfAnotherEncodingKeepsItsNames() throws IOException {
        DumpCount count = server.database("alt").dump(folder);
        assertThat(count.rows()).isEqualTo(Map.of("public.été", 2L));
        assertThat(server.database("alt").tables()).containsExactly("public.été");
    }

    @Test
    void aDumpThatWasCutShortAnywhereIsNone() throws IOException {
        // Given
        PostgresDatabase shop = server.database(SHOP);
        DumpCount whole = shop.dump(folder);
        Path file = PostgresDatabase.file(folder, SHOP);
        assertThat(shop.count(file)).isEqualTo(whole);
        // When, then
        for (long size = Files.size(file) - 1, step = size / 7; size > 0; size -= step) {
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(size);
            }
            demand(Kind.DUMP_CUT_SHORT, () -> shop.count(file));
        }
    }

    @Test
    void aServerThatEndsTheConnectionInMidDumpLeavesNothing() {
        // Given somebody who ends every copy as soon as it runs
        CompletableFuture<Void> ending = meanwhile("postgres", """
                DO $$ BEGIN WHILE clock_timestamp() < now() + interval '120 s' LOOP
                  PERFORM pg_stat_clear_snapshot();
                  PERFORM pg_terminate_backend(pid) FROM pg_stat_progress_copy;
                  EXIT WHEN FOUND;
                  PERFORM pg_sleep(0.001);
                END LOOP; END $$""");
        await().atMost(LONG)
                .until(() -> seen("postgres", "pg_stat_activity WHERE query LIKE 'DO%' AND state = 'active'"));
        // When, then
        demand(Kind.UNREACHABLE, () -> server.database("big").dump(folder));
        ending.join();
        assertThat(entries()).isEmpty();
    }

    @Test
    void whoLooksAtTheProcessesSeesNoPassword() throws Exception {
        // Given a dump that waits for a lock
        CompletableFuture<Void> holding = meanwhile("alt", """
                DO $$ BEGIN LOCK TABLE "été"; WHILE clock_timestamp() < now() + interval '120 s' LOOP
                  EXIT WHEN EXISTS (SELECT FROM pg_database WHERE datname = 'go');
                  PERFORM pg_sleep(0.01);
                END LOOP; END $$""");
        await().atMost(LONG)
                .until(() -> seen("alt", "pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'été'::regclass"));
        CompletableFuture<DumpCount> dumping = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                dumping.complete(server.database("alt").dump(folder));
            } catch (IOException e) {
                dumping.completeExceptionally(e);
            }
        });
        await().atMost(LONG).until(() -> seen("alt", "pg_locks WHERE NOT granted"));
        // When
        List<ProcessHandle> programs = ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().command().orElse("").endsWith("pg_dump"))
                .toList();
        // Then
        assertThat(programs).isNotEmpty();
        for (ProcessHandle one : programs) {
            Path proc = Path.of("/proc", Long.toString(one.pid()));
            assertThat(Files.readString(proc.resolve("cmdline")))
                    .contains("pg_dump", "passfile=")
                    .doesNotContain("s3cret");
            assertThat(Files.readString(proc.resolve("environ"))).doesNotContain("s3cret");
        }
        server.tell("postgres", "CREATE DATABASE go");
        holding.join();
        assertThat(dumping.join().complete()).isTrue();
        // And no file with it stays
        try (Stream<Path> scratch = Files.list(server.folder.resolve("scratch"))) {
            assertThat(scratch).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        demand(Kind.UNKNOWN_DATABASE, () -> server.database("gone").dump(folder));
        Credentials wrong = server.administrator().as("postgres", "not-this");
        demand(Kind.ACCESS_DENIED, () -> server.client().as(wrong).ask("postgres", "SELECT 1;", 1));
        Credentials nowhere = Credentials.tcp("127.0.0.1", 9, "postgres", "x");
        demand(Kind.UNREACHABLE, () -> new PostgresDatabase(server.host, nowhere, DatabaseLimits.usual(), "x")
                .tables());
        demand(Kind.CLIENT_OUTDATED, () -> Programs.fitting(server.host, 39));
        assertThat(Programs.outdated(server.host, 15, 18))
                .hasMessageContaining("pg_dump 15")
                .hasMessageContaining("install postgresql-client-18");
        // A role that may log in, and not read
        server.tell("postgres", "CREATE ROLE reader LOGIN PASSWORD 'x'");
        Credentials reader = server.administrator().as("reader", "x");
        demand(Kind.ACCESS_DENIED, () -> new PostgresDatabase(server.client().as(reader), SHOP).dump(folder));
        assertThat(entries()).isEmpty();
    }

    private static CompletableFuture<Void> meanwhile(String database, String statement) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            server.tell(database, statement);
            done.complete(null);
        });
        return done;
    }

    private static boolean seen(String database, String what) {
        return !server.ask(database, "SELECT 1 FROM " + what).isEmpty();
    }

    private static void demand(Kind kind, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        PostgresException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .hasMessageNotContaining("s3cret");
    }

    private List<Path> entries() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
