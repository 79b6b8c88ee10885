package org.gardefou.local.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The site's own Apache, before the same PHP-FPM: the server that reads {@code .htaccess}. */
final class Apache {
    private static final String MODULES = "/usr/lib/apache2/modules";

    private final Layout layout;
    private final Ports ports;
    private final Accounts accounts;
    private final String program;
    private final Path php;
    private final Daemon daemon;

    Apache(Layout layout, Ports ports, Accounts accounts, String program, Path php) {
        this.layout = layout;
        this.ports = ports;
        this.accounts = accounts;
        this.program = program;
        this.php = php;
        daemon = new Daemon(
                layout,
                "Apache",
                "apache2",
                layout.run("apache.pid"),
                layout.run("apache.conf"),
                OptionalInt.of(ports.apache()),
                layout.log("apache-start.log"));
    }

    Daemon daemon() {
        return daemon;
    }

    void start() throws IOException {
        if (daemon.ready()) {
            return;
        }
        daemon.stop();
        Files.writeString(daemon.configuration(), configuration());
        daemon.launch(List.of(program, "-f", daemon.configuration().toString(), "-k", "start"));
    }

    private String configuration() {
        String account = accounts.root()
                ? "User " + accounts.site().name() + "\nGroup #"
                        + accounts.site().gid() + "\n"
                : "";
        String types = Files.exists(Path.of("/etc/mime.types")) ? "TypesConfig /etc/mime.types\n" : "";
        return """
                ServerRoot %1$s
                PidFile %2$s
                Mutex file:%1$s
                ServerName 127.0.0.1
                Listen 127.0.0.1:%3$d
                ErrorLog %4$s
                LoadModule mpm_event_module %5$s/mod_mpm_event.so
                LoadModule authz_core_module %5$s/mod_authz_core.so
                LoadModule dir_module %5$s/mod_dir.so
                LoadModule mime_module %5$s/mod_mime.so
                LoadModule rewrite_module %5$s/mod_rewrite.so
                LoadModule proxy_module %5$s/mod_proxy.so
                LoadModule proxy_fcgi_module %5$s/mod_proxy_fcgi.so
                StartServers 1
                MinSpareThreads 8
                ThreadsPerChild 8
                MaxRequestWorkers 16
                %6$sDocumentRoot %7$s
                DirectoryIndex index.php index.html
                <Directory %7$s>
                  AllowOverride All
                  Require all granted
                </Directory>
                <FilesMatch "\\.php$">
                  SetHandler "proxy:unix:%8$s|fcgi://localhost/"
                </FilesMatch>
                # WordPress answers a request under a foreign name or port with a redirect to its own address.
                ProxyFCGISetEnvIf "true" HTTP_HOST "127.0.0.1:%9$d"
                """.formatted(
                                layout.run("").toString(),
                                daemon.pidFile(),
                                ports.apache(),
                                layout.log("apache-error.log"),
                                MODULES,
                                types,
                                layout.documentRoot(),
                                php,
                                ports.http())
                + account;
    }
}
