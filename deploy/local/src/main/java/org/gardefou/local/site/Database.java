package org.gardefou.local.site;

import java.nio.file.Path;

/**
 * How the site's database is reached: as the customer, whose rights end at its own schema, and as the hoster's
 * administration, which has every right on everything and may grant it.
 *
 * @param name the schema
 * @param host always 127.0.0.1
 * @param port MariaDB's TCP port
 * @param socket MariaDB's Unix socket; it takes the same users and passwords
 * @param siteUser the customer's database user
 * @param sitePassword its password, as in {@code wp-config.php} while nobody has broken it
 * @param administrationUser ALL PRIVILEGES ON *.* WITH GRANT OPTION, from 127.0.0.1 and by the socket
 * @param administrationPassword its password
 * @param administrationPasswordFile the file (0600) with nothing but that password
 * @param administrationOptionFile the same as a MariaDB option file (0600), for {@code mariadb-dump --defaults-file=}
 */
public record Database(
        String name,
        String host,
        int port,
        Path socket,
        String siteUser,
        String sitePassword,
        String administrationUser,
        String administrationPassword,
        Path administrationPasswordFile,
        Path administrationOptionFile) {

    /** Without the passwords, so that no log gets them. */
    @Override
    public String toString() {
        return siteUser + "@" + host + ":" + port + "/" + name;
    }
}
