package org.gardefou.local.site;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.gardefou.local.process.FreePorts;

/**
 * Where a site listens, on 127.0.0.1 alone. The HTTP port is part of the site's address, which WordPress keeps in its
 * database, so a site keeps its ports for life.
 *
 * @param http nginx, the site's address
 * @param apache Apache, which serves the same document root and obeys {@code .htaccess}; unused where there is none
 * @param database MariaDB
 */
public record Ports(int http, int apache, int database) {
    /** Outside the range that Linux gives to outgoing connections (32768 and up), so that none takes them by chance. */
    public static final Ports USUAL = new Ports(18080, 18081, 13306);

    public Ports {
        IntStream.of(http, apache, database).forEach(port -> {
            if (port < 1 || port > 65535) {
                throw new SiteException("Port " + port + " does not exist: choose one from 1024 to 65535");
            }
        });
        if (http == apache || http == database || apache == database) {
            throw new SiteException("The ports of nginx, Apache and MariaDB must differ: " + http + ", " + apache + ", "
                    + database + "; choose three");
        }
    }

    /** Three ports that nothing uses now. Another process can still take one before the site does. */
    public static Ports free() {
        try {
            List<Integer> found = FreePorts.find(3);
            return new Ports(found.get(0), found.get(1), found.get(2));
        } catch (IOException e) {
            throw new SiteException("No free port on 127.0.0.1: close something that listens, then try again", e);
        }
    }
}
