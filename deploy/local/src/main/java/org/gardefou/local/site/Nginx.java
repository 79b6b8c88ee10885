package org.gardefou.local.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The site's own nginx: the site's address. It never reads {@code .htaccess}. */
final class Nginx {
    private final Layout layout;
    private final Ports ports;
    private final Accounts accounts;
    private final Programs programs;
    private final Path php;
    private final Daemon daemon;

    Nginx(Layout layout, Ports ports, Accounts accounts, Programs programs, Path php) {
        this.layout = layout;
        this.ports = ports;
        this.accounts = accounts;
        this.programs = programs;
        this.php = php;
        daemon = new Daemon(
                layout,
                "nginx",
                "nginx",
                layout.run("nginx.pid"),
                layout.run("nginx.conf"),
                OptionalInt.of(ports.http()),
                layout.log("nginx-start.log"));
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
        daemon.launch(List.of(
                programs.nginx(),
                "-c",
                daemon.configuration().toString(),
                // Before it reads its configuration nginx would write to the system's log.
                "-e",
                layout.log("nginx-error.log").toString()));
    }

    private String configuration() {
        String user = accounts.root() ? "user " + accounts.site().name() + ";\n" : "";
        return user
                + """
                worker_processes 1;
                pid %1$s;
                error_log %2$s notice;
                events { worker_connections 256; }
                http {
                  include /etc/nginx/mime.types;
                  client_max_body_size 64m;
                  access_log %3$s;
                  client_body_temp_path %4$s;
                  fastcgi_temp_path %5$s;
                  proxy_temp_path %6$s;
                  uwsgi_temp_path %7$s;
                  scgi_temp_path %8$s;
                  server {
                    listen 127.0.0.1:%9$d;
                    root %10$s;
                    index index.php index.html;
                    location / { try_files $uri $uri/ /index.php?$args; }
                    location ~ /\\.ht { deny all; }
                    location ~ \\.php$ {
                      include /etc/nginx/fastcgi_params;
                      # Debian passes $host, which has lost the port: WordPress would take http://127.0.0.1 for its
                      # address. The client's raw Host header is not to be trusted, so the port is put back instead.
                      fastcgi_param HTTP_HOST $host:$server_port;
                      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
                      fastcgi_pass unix:%11$s;
                    }
                  }
                }
                """.formatted(
                                daemon.pidFile(),
                                layout.log("nginx-error.log"),
                                layout.log("nginx-access.log"),
                                layout.run("nginx-body"),
                                layout.run("nginx-fastcgi"),
                                layout.run("nginx-proxy"),
                                layout.run("nginx-uwsgi"),
                                layout.run("nginx-scgi"),
                                ports.http(),
                                layout.documentRoot(),
                                php);
    }
}
