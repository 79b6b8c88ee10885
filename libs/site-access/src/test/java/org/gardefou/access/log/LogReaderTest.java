package org.gardefou.access.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.log.LogReading.Read;
import org.gardefou.access.log.LogReading.Reason;
import org.gardefou.access.log.LogReading.Unreadable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final int ALL = 64 * 1024 * 1024;
    private static final byte[] WANTED = "number".getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final List<LogRecord> found = new ArrayList<>();

    LogReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private LogReader reader(Suspicion suspicion) {
        found.clear();
        return new LogReader(
                new LocalSiteFiles(folder),
                ZoneId.of("Europe/Paris"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                suspicion,
                found::add);
    }

    /** Each byte is worth a look. */
    private static int anything(byte[] bytes, int from, int to) {
        return from < to ? from : -1;
    }

    private static int wanted(byte[] bytes, int from, int to) {
        for (int at = from; at <= to - WANTED.length; at++) {
            int i = 0;
            while (i < WANTED.length && bytes[at + i] == WANTED[i]) i++;
            if (i == WANTED.length) return at;
        }
        return -1;
    }

    @Test
    void whatPhpSaidIsKnownToBePhpsWordWhoeverWroteItDown() throws IOException {
        List<LogRecord> records = records("""
                2026/11/22 19:57:05 [error] 1#1: *1 FastCGI sent in stderr: "PHP message: no live upstreams" while reading response header from upstream, client: 1.2.3.4
                2026/11/22 19:57:06 [error] 1#1: *1 no live upstreams while connecting to upstream, client: 1.2.3.4
                [Sun Nov 22 19:57:07.373039 2026] [proxy_fcgi:error] [pid 1:tid 2] [client 1.2.3.4:5] AH01071: Got error 'PHP message: AH00484: server reached MaxRequestWorkers'
                [22-Nov-2026 19:57:08] WARNING: [pool www] child 7 said into stderr: "[pool www] child 8 exited on signal 11"
                [22-Nov-2026 19:57:09] WARNING: [pool www] child 7 exited on signal 9 (SIGKILL) after 3.2 seconds from start
                """);

        assertThat(records).extracting(LogRecord::fromPhp).containsExactly(true, false, true, true, false);
        assertThat(records)
                .extracting(LogRecord::shape)
                .containsExactly(LogShape.NGINX, LogShape.NGINX, LogShape.APACHE, LogShape.PHP_FPM, LogShape.PHP_FPM);
        assertThat(records.get(0).text()).isEqualTo("no live upstreams");
        assertThat(records.get(3).text()).isEqualTo("[pool www] child 8 exited on signal 11");
    }

    @Test
    void recordsAreJoinedUnwrappedAndTimed() throws IOException {
        List<LogRecord> records = records("""
                [22-Nov-2026 18:56:31 UTC] PHP Fatal error:  Uncaught Error: nope in /home/u/a.php:4
                Stack trace:
                #0 /home/u/index.php(17): require('/home/u/b.php')
                #1 {main}
                  thrown in /home/u/a.php on line 4
                [22-Nov-2026 19:56:32 Europe/Paris] PHP Warning:  w in /home/u/b.php on line 1
                2026/11/22 19:57:05 [error] 1#1: *1 FastCGI sent in stderr: "PHP message: PHP Warning:  one in /x.php on line 1; PHP message: PHP Fatal error:  Uncaught Error: two in /x.php:2
                Stack trace:
                #0 {main}
                  thrown in /x.php on line 2" while reading response header from upstream, client: 1.2.3.4, request: "GET / HTTP/1.1"
                [Sun Nov 22 19:57:06.373039 2026] [proxy_fcgi:error] [pid 1:tid 2] [client 1.2.3.4:5] AH01071: Got error 'PHP message: PHP Parse error:  syntax error in /y.php on line 9\\nmore', referer: http://x/
                2026-11-22 19:57:07 123 [ERROR] mariadbd: Table is crashed
                Nov 22 19:57:08 host php-fpm[1]: text
                PHP Notice:  without a time
                """);

        assertThat(records)
                .extracting(LogRecord::time)
                .containsExactly(
                        Instant.parse("2026-11-22T18:56:31Z"),
                        Instant.parse("2026-11-22T18:56:32Z"),
                        Instant.parse("2026-11-22T18:57:05Z"),
                        Instant.parse("2026-11-22T18:57:06.373039Z"),
                        Instant.parse("2026-11-22T18:57:07Z"),
                        Instant.parse("2026-11-22T18:57:08Z"),
                        null);
        assertThat(records.get(0).text()).startsWith("[22-Nov").endsWith("thrown in /home/u/a.php on line 4");
        assertThat(records.get(0).text()).contains("#0 /home/u/index.php(17): require(");
        assertThat(records.get(2).text())
                .isEqualTo("PHP Warning:  one in /x.php on line 1\nPHP Fatal error:  Uncaught Error: two in /x.php:2\n"
                        + "Stack trace:\n#0 {main}\n  thrown in /x.php on line 2");
        assertThat(records.get(3).text()).isEqualTo("PHP Parse error:  syntax error in /y.php on line 9\nmore");
        assertThat(records).noneMatch(LogRecord::truncated);
    }

    @Test
    void anEntryIsWholeWhereverInItSomethingIsSuspicious() throws IOException {
        Files.writeString(folder.resolve("php.log"), """
                [22-Nov-2026 18:56:30 UTC] PHP Notice:  nothing
                [22-Nov-2026 18:56:31 UTC] PHP Fatal error:  Uncaught Error in /home/u/a.php:4
                Stack trace:
                #0 /home/u/number.php(17)
                #1 {main}
                [22-Nov-2026 18:56:32 UTC] PHP Notice:  nothing
                """);

        read(reader(LogReaderTest::wanted).recent("php.log", NOW, ALL));

        assertThat(found).singleElement().satisfies(record -> assertThat(record.text())
                .startsWith("[22-Nov-2026 18:56:31 UTC]")
                .endsWith("#1 {main}"));
    }

    @Test
    void secretsDoNotLeave() throws IOException {
        String text =
                String.join("\n", records("""
                        [22-Nov-2026 18:56:31 UTC] PHP Fatal error:  Uncaught mysqli_sql_exception: Access denied for user 'wp'@'localhost' (using password: YES) in /d.php:3
                        #0 /wp-includes/class-wpdb.php(1987): mysqli_real_connect(Object(mysqli), 'localhost', 'wp', 'S3cr(et)1', NULL, 3306)
                        #1 /x.php(2): PDO->__construct('mysql:host=x', 'u', 'S3cr'et2')
                        [22-Nov-2026 18:56:32 UTC] GET /a?token=S3cret3&page=2&reset_key=S3cret4 from jane.doe@example.co.uk
                        [22-Nov-2026 18:56:33 UTC] Authorization: Basic S3cret5aaaaaaaaaa== and 'password' => 'S3cret6', DB_PASSWORD=S3cret7
                        [22-Nov-2026 18:56:34 UTC] PHPSESSID=S3cret8; redis://u:S3cret9@10.0.0.1/ $P$BS3cret0aaaaaaaaaaaaaaaaaaaaaaaaa
                        [22-Nov-2026 18:56:35 UTC] Cookie: a=S3cret11; b=S3cret12
                        """).stream().map(LogRecord::text).toList());

        assertThat(text).doesNotContain("S3cr", "jane").contains("using password: YES", "'wp'@'localhost'", "page=2");
        assertThat(text).contains("class-wpdb.php(1987): mysqli_real_connect(");
    }

    @Test
    void hugeLinesAreCutAndEndlessRecordsEnd() throws IOException {
        List<LogRecord> records = records("[22-Nov-2026 18:56:31 UTC] " + "x".repeat(3_000_000) + "\n"
                + "[22-Nov-2026 18:56:32 UTC] y\n" + "#0 z\n".repeat(150));

        assertThat(records).hasSize(2);
        assertThat(records.get(0).truncated()).isTrue();
        assertThat(records.get(0).raw()).hasSize(LogScan.LONGEST_LINE);
        assertThat(records.get(1).raw().lines()).hasSize(151);

        records = records("[22-Nov-2026 18:56:32 UTC] y\n" + "#0 z\n".repeat(5_000));
        assertThat(records.getFirst().truncated()).isTrue();
        assertThat(records.getFirst().raw().lines()).hasSize(200);
    }

    /** An attacker's line hides nothing that is written behind it, and shows nothing from beyond its beginning. */
    @Test
    void aLineWithoutEndHidesNothing() throws IOException {
        Path log = folder.resolve("php.log");
        byte[] line = ("[22-Nov-2026 18:56:31 UTC] " + "number ".repeat(150_000)).getBytes(StandardCharsets.UTF_8);
        Files.write(log, line);
        for (int i = 0; i < 5; i++) Files.write(log, line, StandardOpenOption.APPEND);
        Files.writeString(log, "\n[22-Nov-2026 18:56:32 UTC] number 2\n", StandardOpenOption.APPEND);

        read(reader(LogReaderTest::wanted).recent("php.log", NOW, ALL));

        assertThat(found).hasSize(2);
        assertThat(found.get(1).text()).isEqualTo("[22-Nov-2026 18:56:32 UTC] number 2");
    }

    /** Whatever falls together with the ends of the buffer: each entry is found once, and whole. */
    @Test
    void noEntryIsLostOrFoundTwiceInALargeLog() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        int wanted = 0;
        while (text.length() < 6_000_000) {
            if (random.nextInt(20) > 0) {
                text.append("[22-Nov-2026 18:56:31 UTC] PHP Notice:  ")
                        .append("x".repeat(random.nextInt(random.nextInt(40) == 0 ? 30_000 : 200)))
                        .append('\n');
            } else {
                text.append("[22-Nov-2026 18:56:31 UTC] ").append("y".repeat(random.nextInt(300)));
                text.append("number ").append(wanted++).append(";\n");
            }
        }
        Files.writeString(folder.resolve("php.log"), text);

        read(reader(LogReaderTest::wanted).recent("php.log", NOW, ALL));

        List<String> numbers = found.stream()
                .map(record -> record.raw().replaceAll(".*number ", ""))
                .toList();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < wanted; i++) expected.add(i + ";");
        assertThat(numbers).isEqualTo(expected);
    }

    @Test
    void theEndIsReadAndThenOn() throws IOException {
        Path log = folder.resolve("php.log");
        for (int i = 0; i < 60; i++) write(log, i);

        Read last = read(reader(LogReaderTest::wanted).follow("php.log", null, 120));
        assertThat(numbers()).containsExactly(58, 59);
        assertThat(last.complete()).isFalse();

        write(log, 60);
        Files.writeString(log, "[22-Nov-2026 19:00:00 UTC] number half a li", StandardOpenOption.APPEND);
        Read more = follow(last);
        assertThat(numbers()).containsExactly(60);
        assertThat(follow(more).bytes()).isZero();

        Files.writeString(log, "ne 61\n", StandardOpenOption.APPEND);
        more = follow(more);
        assertThat(found).singleElement().satisfies(record -> assertThat(record.text())
                .endsWith("half a line 61"));
        assertThat(more.complete()).isTrue();
    }

    /** What logrotate does with a log. */
    enum Rotation {
        RENAME,
        COPY_AND_CUT,
        RENAME_AND_COMPRESS,
        COPY_AND_COMPRESS,
        BY_DATE,
        TWICE
    }

    @ParameterizedTest
    @EnumSource
    void aRotationLosesNothingAndRepeatsNothing(Rotation rotation) throws IOException {
        Path log = folder.resolve("php.log");
        for (int i = 0; i < 30; i++) write(log, i);
        Read before = read(reader(LogReaderTest::wanted).follow("php.log", null, ALL));
        assertThat(numbers()).hasSize(30);
        write(log, 30);

        switch (rotation) {
            case RENAME -> Files.move(log, folder.resolve("php.log.1"));
            case COPY_AND_CUT -> copyAndCut(log, "php.log.1");
            case BY_DATE -> Files.move(log, folder.resolve("php.log-20261122"));
            case RENAME_AND_COMPRESS -> {
                compress(log, "php.log.1.gz");
                Files.delete(log);
            }
            case COPY_AND_COMPRESS -> {
                compress(log, "php.log-20261122.gz");
                Files.write(log, new byte[0]);
            }
            case TWICE -> {
                compress(log, "php.log.2.gz");
                Files.setLastModifiedTime(
                        folder.resolve("php.log.2.gz"), java.nio.file.attribute.FileTime.from(NOW.minusSeconds(60)));
                Files.delete(log);
                write(log, 31);
                Files.move(log, folder.resolve("php.log.1"));
            }
        }
        write(log, 32);
        Read after = follow(before);

        assertThat(numbers()).isEqualTo(rotation == Rotation.TWICE ? List.of(30, 31, 32) : List.of(30, 32));
        assertThat(after.complete()).isTrue();
        assertThat(follow(after).bytes()).isZero();
    }

    @Test
    void aLogThatWasCutOffAndGrewBeyondItsOldSizeIsReadFromItsBeginning() throws IOException {
        Path log = folder.resolve("php.log");
        write(log, 1);
        Read before = read(reader(LogReaderTest::wanted).follow("php.log", null, ALL));
        Files.write(log, new byte[0]);
        for (int i = 2; i < 9; i++) write(log, i);

        Read after = follow(before);

        assertThat(numbers()).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(after.complete()).isFalse();
    }

    @Test
    void theRotatedPartsOfATimeAreReadAsWell() throws IOException {
        Path log = folder.resolve("php.log");
        write(log, 1);
        compress(log, "php.log.2.gz");
        Files.setLastModifiedTime(
                folder.resolve("php.log.2.gz"), java.nio.file.attribute.FileTime.from(NOW.minusSeconds(7_200)));
        Files.delete(log);
        write(log, 2);
        compress(log, "php.log.1.gz");
        Files.delete(log);
        write(log, 3);
        Files.writeString(folder.resolve("php.log.save"), "[22-Nov-2026 19:00:00 UTC] number 9\n");

        read(reader(LogReaderTest::wanted).recent("php.log", NOW.minusSeconds(3_600), ALL));

        assertThat(numbers()).containsExactly(2, 3);
    }

    @Test
    void whatCannotBeReadIsAResult() throws IOException {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("noise.log"), noise);
        Files.createSymbolicLink(folder.resolve("link.log"), Path.of("/etc/passwd"));
        Files.createDirectory(folder.resolve("dir.log"));

        assertThat(reason("none.log")).isEqualTo(Reason.MISSING);
        assertThat(reason("noise.log")).isEqualTo(Reason.BINARY);
        assertThat(reason("link.log")).isEqualTo(Reason.OUTSIDE_ROOT);
        assertThat(reason("dir.log")).isEqualTo(Reason.NOT_A_FILE);
        assertThat(records("\0".repeat(4_000) + "[22-Nov-2026 18:56:31 UTC] after copytruncate\n"))
                .hasSize(1);
        assertThat(records("")).isEmpty();
        assertThat(records("[99-Foo-2026 18:56:31 UTC] no date\n"))
                .singleElement()
                .satisfies(record -> assertThat(record.time()).isNull());
    }

    private Reason reason(String path) {
        return ((Unreadable) reader(LogReaderTest::anything).recent(path, NOW, 10_000)).reason();
    }

    private Read follow(Read before) {
        return read(reader(LogReaderTest::wanted).follow("php.log", before.end(), ALL));
    }

    private static Read read(LogReading reading) {
        return (Read) reading;
    }

    private List<LogRecord> records(@Nullable String text) throws IOException {
        Files.write(folder.resolve("some.log"), String.valueOf(text).getBytes(StandardCharsets.UTF_8));
        read(reader(LogReaderTest::anything).recent("some.log", NOW, ALL));
        return List.copyOf(found);
    }

    private List<Integer> numbers() {
        return found.stream()
                .map(record -> Integer.valueOf(record.raw().replaceAll("(?s).*number ", "")))
                .toList();
    }

    private static void write(Path log, int number) throws IOException {
        String line = String.format("[22-Nov-2026 18:%02d:00 UTC] PHP Notice:  number %d%n", number % 60, number);
        Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void copyAndCut(Path log, String name) throws IOException {
        Files.copy(log, folder.resolve(name));
        Files.write(log, new byte[0]);
    }

    private void compress(Path log, String name) throws IOException {
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            Files.copy(log, packed);
        }
    }
}
