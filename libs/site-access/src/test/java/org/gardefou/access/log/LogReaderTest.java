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
import java.util.List;
import java.util.Random;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.log.LogReading.Read;
import org.gardefou.access.log.LogReading.Reason;
import org.gardefou.access.log.LogReading.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final Path folder;
    private final LogReader reader;

    LogReaderTest(@TempDir Path folder) {
        this.folder = folder;
        this.reader =
                new LogReader(new LocalSiteFiles(folder), ZoneId.of("Europe/Paris"), Clock.fixed(NOW, ZoneOffset.UTC));
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
                + "[22-Nov-2026 18:56:32 UTC] y\n" + "#0 z\n".repeat(5_000));

        assertThat(records).hasSize(2).allMatch(LogRecord::truncated);
        assertThat(records.get(0).text()).hasSize(LogLines.LONGEST_LINE);
        assertThat(records.get(1).text().lines()).hasSize(200);
    }

    @Test
    void theEndATimeAndAPositionAreReadFrom() throws IOException {
        Path log = folder.resolve("php.log");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(String.format("[22-Nov-2026 18:%02d:00 UTC] PHP Notice:  number %d%n", i, i));
        }
        Files.writeString(log, text);

        Read last = read("php.log", new LogWindow.Last(120));
        assertThat(last.records()).extracting(LogRecord::text).last().asString().endsWith("number 59");
        assertThat(last.records()).hasSize(2);
        assertThat(last.complete()).isFalse();

        Read since = read("php.log", new LogWindow.Since(Instant.parse("2026-11-22T18:55:00Z"), 1_000));
        assertThat(since.records()).hasSize(5);
        assertThat(since.complete()).isTrue();

        Files.writeString(log, "[22-Nov-2026 19:00:00 UTC] new\n", StandardOpenOption.APPEND);
        Read more = read("php.log", new LogWindow.After(last.end(), 10_000));
        assertThat(more.records()).extracting(LogRecord::text).containsExactly("[22-Nov-2026 19:00:00 UTC] new");
        assertThat(read("php.log", new LogWindow.After(more.end(), 10_000)).records())
                .isEmpty();

        Files.move(log, folder.resolve("php.log.1"));
        Files.writeString(log, "[22-Nov-2026 19:01:00 UTC] rotated\n");
        Read rotated = read("php.log", new LogWindow.After(more.end(), 10_000));
        assertThat(rotated.records()).hasSize(1);
        assertThat(rotated.complete()).isFalse();
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
        assertThat(records("[99-Foo-2026 18:56:31 UTC] no date\n")).hasSize(1);
    }

    private Reason reason(String path) {
        return ((Unreadable) reader.read(path, new LogWindow.Last(10_000))).reason();
    }

    private Read read(String path, LogWindow window) {
        return (Read) reader.read(path, window);
    }

    private List<LogRecord> records(String text) throws IOException {
        Files.write(folder.resolve("some.log"), text.getBytes(StandardCharsets.UTF_8));
        return read("some.log", new LogWindow.Last(8_000_000)).records();
    }
}
