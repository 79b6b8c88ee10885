package org.gardefou.access.dump;

import org.jspecify.annotations.Nullable;

/** What a database server is. */
public enum Engine {
    /** MariaDB or MySQL. */
    MARIADB,
    /** PostgreSQL. */
    POSTGRESQL;

    /** By its name; what was written down before there were two is the first. */
    public static Engine of(@Nullable String name) {
        return name == null ? MARIADB : valueOf(name);
    }
}
