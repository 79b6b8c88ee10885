package org.gardefou.access.apart;

/**
 * Who runs what of ours beside a booted site. Numbers of the range that Debian reserves and gives to nobody: a site that had one of them could
 * read the database server's password, or speak in the place of who looks at it. Pure.
 */
public final class BootUsers {

    /** As whom the database server runs. */
    public static final int DATABASE = 65431;
    /** As whom the one who looks runs. */
    public static final int PROBE = 65432;

    /** Debian's www-data: where all belongs to root, what a web server may read is what others may. */
    private static final int WEB_SERVER = 33;

    private BootUsers() {}

    /** As whom a site is served whose files belong to this user or group: never as root. */
    public static int serving(int owner) {
        return owner == 0 ? WEB_SERVER : owner;
    }

    /** Whether a user or group is one of ours, or none at all. */
    public static boolean ours(int owner) {
        return owner == DATABASE || owner == PROBE || owner < 0;
    }
}
