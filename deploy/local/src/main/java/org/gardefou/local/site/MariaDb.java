package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * The site's own MariaDB: its data, socket, log and temporary files in the site's folder, {@code --no-defaults} so that
 * nothing of {@code /etc/mysql} is read. Its superuser is the account that runs the site, by the Unix socket alone
 * (no password to lose); the administration and the customer have accounts of their own.
 */
final class MariaDb {
    static final String SCHEMA = "wp_site";
    private static final String SITE_USER = "wp_user";
    private static final String ADMINISTRATION_USER = "gardefou_admin";

    private final Layout layout;
    private final Ports ports;
    private final Accounts accounts;
    private final Programs programs;
    private final Daemon daemon;

    MariaDb(Layout layout, Ports ports, Accounts accounts, Programs programs) {
        this.layout = layout;
        this.ports = ports;
        this.accounts = accounts;
        this.programs = programs;
        daemon = new Daemon(
                layout,
                "MariaDB",
                "mariadbd",
                layout.mariadb().resolve("mariadb.pid"),
                layout.data(),
                OptionalInt.of(ports.database()),
                layout.log("mariadb-start.log"));
    }

    Daemon daemon() {
        return daemon;
    }

    void install() throws IOException {
        Path temporary = layout.mariadb().resolve("tmp");
        for (Path folder : List.of(layout.mariadb(), layout.data(), temporary)) {
            Files.createDirectories(folder);
            accounts.give(folder, accounts.database());
        }
        Folders.mode(layout.data(), "rwx------");
        Folders.mode(temporary, "rwx------");
        // As the database's own account: with --user= the script would change the owner of MariaDB's PAM tool in /usr.
        Command.of(accounts.as(
                        accounts.database(),
                        List.of(
                                programs.mariadbInstall(),
                                "--no-defaults",
                                "--datadir=" + layout.data(),
                                "--tmpdir=" + temporary,
                                "--skip-test-db",
                                "--auth-root-authentication-method=socket",
                                "--auth-root-socket-user=" + accounts.self().name())))
                .outputTo(layout.log("mariadb-install.log"))
                .orFail("Making MariaDB's data folder");
        Secrets.write(
                layout.hidden("owner.cnf"),
                "[client]\nuser=" + accounts.self().name() + "\nsocket=" + layout.databaseSocket() + "\n");
        Secrets.write(layout.hidden("administration.cnf"), tcpClient(ADMINISTRATION_USER, administrationPassword()));
        Secrets.write(layout.hidden("customer.cnf"), tcpClient(SITE_USER, sitePassword()));
    }

    private String tcpClient(String user, String password) {
        return "[client]\nprotocol=tcp\nhost=127.0.0.1\nport=" + ports.database() + "\nuser=" + user + "\npassword="
                + password + "\n";
    }

    void start() {
        if (daemon.ready()) {
            return;
        }
        daemon.stop();
        Path log = layout.log("mariadb.log");
        daemon.launchDetached(
                accounts.as(
                        accounts.database(),
                        List.of(
                                programs.mariadbd(),
                                "--no-defaults",
                                "--datadir=" + layout.data(),
                                "--tmpdir=" + layout.mariadb().resolve("tmp"),
                                "--secure-file-priv=" + layout.mariadb().resolve("tmp"),
                                "--socket=" + layout.databaseSocket(),
                                "--pid-file=" + daemon.pidFile(),
                                "--port=" + ports.database(),
                                "--bind-address=127.0.0.1",
                                "--log-error=" + log,
                                // Level 2 writes refused logins, the only trace of a wrong password in wp-config.php.
                                "--log-warnings=2",
                                "--skip-name-resolve",
                                "--character-set-server=utf8mb4",
                                "--max-allowed-packet=64M",
                                // A small site on a shared machine, whose data may cost a second when power fails.
                                "--innodb-buffer-pool-size=64M",
                                "--innodb-log-file-size=32M",
                                "--innodb-flush-log-at-trx-commit=2")),
                log);
        if (!Await.until(Duration.ofSeconds(120), owner()::answers)) {
            throw new SiteException("MariaDB runs but does not answer: read " + log);
        }
    }

    void makeSchema() {
        // In a grant "_" stands for any letter: escaped, so that the customer reaches no neighbour's schema.
        StringBuilder sql = new StringBuilder("CREATE DATABASE IF NOT EXISTS " + SCHEMA + " CHARACTER SET utf8mb4;\n");
        for (String host : List.of("127.0.0.1", "localhost")) {
            sql.append("CREATE OR REPLACE USER '%1$s'@'%2$s' IDENTIFIED BY '%3$s';\n"
                    .formatted(SITE_USER, host, sitePassword()));
            sql.append("GRANT ALL ON `wp\\_site`.* TO '%s'@'%s';\n".formatted(SITE_USER, host));
            sql.append("CREATE OR REPLACE USER '%1$s'@'%2$s' IDENTIFIED BY '%3$s';\n"
                    .formatted(ADMINISTRATION_USER, host, administrationPassword()));
            sql.append("GRANT ALL ON *.* TO '%s'@'%s' WITH GRANT OPTION;\n".formatted(ADMINISTRATION_USER, host));
        }
        owner().run(sql.toString());
    }

    Sql owner() {
        return new Sql(programs.mariadb(), layout.hidden("owner.cnf"));
    }

    /** As the customer does in a database tool of the panel. */
    Sql customer() {
        return new Sql(programs.mariadb(), layout.hidden("customer.cnf"));
    }

    void dumpTo(Path file) {
        Command.of(List.of(
                        programs.mariadbDump(),
                        "--defaults-file=" + layout.hidden("owner.cnf"),
                        "--single-transaction",
                        "--routines",
                        "--triggers",
                        "--events",
                        "--hex-blob",
                        "--default-character-set=utf8mb4",
                        "--add-drop-database",
                        "--databases",
                        SCHEMA))
                .outputTo(file)
                .orFail("Dumping the database");
    }

    Database description() {
        return new Database(
                SCHEMA,
                "127.0.0.1",
                ports.database(),
                layout.databaseSocket(),
                SITE_USER,
                sitePassword(),
                ADMINISTRATION_USER,
                administrationPassword(),
                layout.hidden("database-administration"),
                layout.hidden("administration.cnf"));
    }

    String sitePassword() {
        return Secrets.in(layout.hidden("database-customer"));
    }

    private String administrationPassword() {
        return Secrets.in(layout.hidden("database-administration"));
    }

    void prepareLog() {
        try {
            Folders.touch(layout.log("mariadb.log"));
            accounts.give(layout.log("mariadb.log"), accounts.database());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
