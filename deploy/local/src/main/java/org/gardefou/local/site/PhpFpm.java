package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The site's own PHP-FPM with one pool, confined to the site's files. */
final class PhpFpm {
    private static final String READY = "ready to handle connections";

    private final Layout layout;
    private final Accounts accounts;
    private final Programs programs;
    private final Daemon daemon;

    PhpFpm(Layout layout, Accounts accounts, Programs programs) {
        this.layout = layout;
        this.accounts = accounts;
        this.programs = programs;
        daemon = new Daemon(
                layout,
                "PHP-FPM",
                "php-fpm",
                layout.run("php-fpm.pid"),
                layout.run("php-fpm.conf"),
                OptionalInt.empty(),
                layout.log("php-fpm-start.log"));
    }

    Daemon daemon() {
        return daemon;
    }

    Path socket() {
        return layout.run("php-fpm.sock");
    }

    void start() throws IOException {
        if (daemon.ready()) {
            return;
        }
        // Nothing of a server that was killed may be left.
        daemon.stop();
        Folders.touch(layout.log("php.log"));
        accounts.give(layout.log("php.log"), accounts.site());
        Files.writeString(daemon.configuration(), configuration());
        daemon.launchDetached(
                List.of(
                        programs.phpFpm(),
                        "--fpm-config",
                        daemon.configuration().toString()),
                layout.log("php-fpm.log"));
    }

    /**
     * Replaces PHP's processes and with them opcache, and returns when the new ones answer. The master keeps its pid;
     * requests under way are let finish.
     */
    void reload() {
        OptionalLong pid = daemon.pid();
        if (pid.isEmpty()) {
            throw new SiteException("PHP-FPM does not run: start the site first");
        }
        long before = timesReady();
        // Java can send only SIGTERM and SIGKILL; PHP is here anyway, and procps' kill is not on every machine.
        Command.of(List.of(
                        programs.php(),
                        "-r",
                        "exit(posix_kill((int) $argv[1], 12) ? 0 : 1);",
                        "--",
                        Long.toString(pid.getAsLong())))
                .orFail("Sending SIGUSR2 to PHP-FPM");
        if (!Await.until(Duration.ofSeconds(60), () -> timesReady() > before)) {
            throw new SiteException("PHP-FPM did not come back after its reload: read " + layout.log("php-fpm.log"));
        }
    }

    private long timesReady() {
        try (Stream<String> lines = Files.lines(layout.log("php-fpm.log"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(READY)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration() {
        String owner = accounts.root() ? """
                user = %1$s
                listen.owner = %1$s
                """.formatted(accounts.site().name()) : "";
        return """
                [global]
                pid = %1$s
                error_log = %2$s
                ; In the background by setsid: a master that put itself there would do so again at each reload, and
                ; its pid would change under whoever wants to send the next signal.
                daemonize = no
                ; A reload lets a request under way finish instead of cutting it off.
                process_control_timeout = 10s
                ; The name is in the title of each worker: so they are found when their master was killed.
                [%8$s]
                %3$slisten = %4$s
                listen.mode = 0600
                pm = ondemand
                ; A page may call the site itself, so one process is not enough; eight is what small plans get.
                pm.max_children = 8
                catch_workers_output = yes
                php_admin_value[error_log] = %5$s
                php_admin_flag[log_errors] = on
                php_flag[display_errors] = off
                php_admin_value[memory_limit] = 128M
                php_admin_value[upload_max_filesize] = 64M
                php_admin_value[post_max_size] = 64M
                ; There is no mail on this machine, and a customer's site must send none from it.
                php_admin_value[sendmail_path] = /bin/true
                php_admin_value[sys_temp_dir] = %6$s
                php_admin_value[upload_tmp_dir] = %6$s
                php_admin_value[session.save_path] = %6$s
                php_admin_value[open_basedir] = %7$s/:%6$s/
                """.formatted(
                        daemon.pidFile(),
                        layout.log("php-fpm.log"),
                        owner,
                        socket(),
                        layout.log("php.log"),
                        layout.scratch(),
                        layout.site(),
                        layout.folder());
    }
}
