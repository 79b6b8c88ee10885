package org.gardefou.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A log as busy sites have it: what all their programs write beside what is known, and one line in two hundred that is. */
final class SomeLog {

    private static final String PHP = "[22-Nov-2026 10:%02d:%02d UTC] PHP ";
    private static final String NGINX = "2026/11/22 10:%02d:%02d [error] ";
    private static final String APACHE = "[Sun Nov 22 10:%02d:%02d.373039 2026] ";
    private static final String MARIADB = "2026-11-22 10:%02d:%02d ";
    private static final String FPM = "[22-Nov-2026 10:%02d:%02d] ";

    /** {@code §} is a number, {@code ~} the path of a file. */
    private static final List<String> USUAL = List.of(
            PHP + "Warning:  Undefined array key \"section_§\" in ~ on line §",
            PHP + "Warning:  Undefined variable $items§ in ~ on line §",
            PHP + "Deprecated:  Creation of dynamic property Shop_Cart::$total§ is deprecated in ~ on line §",
            PHP
                    + "Notice:  Function _load_textdomain_just_in_time was called <strong>incorrectly</strong>. Translation loading for the domain was triggered too early. in ~ on line §",
            PHP + "Warning:  Trying to access array offset on value of type null in ~ on line §",
            PHP + "Warning:  Attempt to read property \"ID\" on bool in ~ on line §",
            "Stack trace:",
            "#§ ~(§): apply_filters('the_content', '<p>Some text of a page...')",
            "#§ ~(§): WP_Hook->do_action(Array)",
            NGINX
                    + "§#§: *§ open() \"~\" failed (2: No such file or directory), client: 203.0.113.§, server: shop.example, request: \"GET /favicon.ico HTTP/2.0\", host: \"shop.example\"",
            NGINX
                    + "§#§: *§ access forbidden by rule, client: 203.0.113.§, server: shop.example, request: \"GET /.env HTTP/1.1\", host: \"shop.example\"",
            NGINX
                    + "§#§: *§ FastCGI sent in stderr: \"PHP message: PHP Warning:  Undefined array key \"a§\" in ~ on line §\" while reading response header from upstream, client: 203.0.113.§, server: shop.example, request: \"GET /?p=§ HTTP/1.1\", upstream: \"fastcgi://unix:/run/php/shop.sock:\", host: \"shop.example\"",
            APACHE + "[core:info] [pid §:tid §] [client 203.0.113.§:§] AH00128: File does not exist: ~",
            APACHE
                    + "[proxy_fcgi:error] [pid §:tid §] [client 203.0.113.§:§] AH01071: Got error 'PHP message: PHP Warning:  Undefined variable $a§ in ~ on line §', referer: https://shop.example/",
            APACHE
                    + "[ssl:warn] [pid §:tid §] AH01909: shop.example:443:0 server certificate does NOT include an ID which is wanted here",
            MARIADB
                    + "§ [Warning] Aborted connection § to db: 'shop' user: 'shop' host: 'localhost' (Got an error reading communication packets)",
            MARIADB + "§ [Note] InnoDB: Buffer pool(s) load completed at 261122 10:00:§",
            FPM + "NOTICE: [pool shop] child § started",
            FPM + "NOTICE: [pool shop] child § exited with code 0 after §.§ seconds from start");

    private static final List<String> KNOWN = List.of(
            PHP
                    + "Fatal error:  Uncaught TypeError: count(): Argument #1 ($value) must be of type Countable|array, null given in /home/shop/public_html/index.php:§",
            PHP + "Parse error:  syntax error, unexpected token \"}\", expecting end of file in ~ on line §",
            PHP
                    + "Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate § bytes) in ~ on line §",
            PHP + "Fatal error:  Uncaught Error: Call to undefined function turbo_§() in ~:§",
            PHP + "Warning:  include(~): Failed to open stream: No such file or directory in ~ on line §",
            NGINX
                    + "§#§: *§ upstream timed out (110: Connection timed out) while reading response header from upstream, client: 203.0.113.§, server: shop.example, request: \"GET / HTTP/1.1\"",
            APACHE
                    + "[authz_core:error] [pid §:tid §] [client 203.0.113.§:§] AH01630: client denied by server configuration: ~",
            FPM + "WARNING: [pool shop] server reached pm.max_children setting (5), consider raising it",
            MARIADB + "§ [ERROR] mariadbd: Table './shop/wp_posts' is marked as crashed and should be repaired");

    private static final int ONE_IN = 200;

    private SomeLog() {}

    /** Writes the same log each time. */
    static Path write(Path file, long bytes) throws IOException {
        Random random = new Random(20261122);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long written = 0; written < bytes; ) {
                List<String> some = random.nextInt(ONE_IN) == 0 ? KNOWN : USUAL;
                byte[] line =
                        line(some.get(random.nextInt(some.size())), random).getBytes(StandardCharsets.UTF_8);
                out.write(line);
                written += line.length;
            }
        }
        return file;
    }

    private static String line(String form, Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (c == '§') line.append(random.nextInt(1000));
            else if (c == '~') path(line, random);
            else if (c == '%' && form.startsWith("%02d", i)) {
                line.append((char) ('0' + random.nextInt(6))).append((char) ('0' + random.nextInt(10)));
                i += 3;
            } else line.append(c);
        }
        return line.append('\n').toString();
    }

    private static void path(StringBuilder line, Random random) {
        line.append("/home/shop/public_html/wp-content/plugins/plugin-")
                .append(random.nextInt(40))
                .append("/includes/class-part-")
                .append(random.nextInt(60))
                .append(".php");
    }
}
