package org.gardefou.restore.failure;

/** Why a restore stops or waits. */
public enum FailureCode {
    /** backup-service does not answer, or not as it should. */
    BACKUP_SERVICE_AWAY(true),
    /** backup-service refuses us access to the repository. */
    REPOSITORY_REFUSED(false),
    /** Another process holds the repository. */
    REPOSITORY_LOCKED(true),
    /** The storage of the repository does not answer. */
    REPOSITORY_UNREACHABLE(true),
    /** There is no repository where there should be one. */
    REPOSITORY_MISSING(false),
    /** The key does not open the repository. */
    WRONG_KEY(false),
    /** The repository has lost data of this restore point. */
    REPOSITORY_DAMAGED(false),
    /** restic is not installed here. */
    RESTIC_MISSING(false),
    /** The restore point is no longer in the repository. */
    POINT_GONE(false),
    /** The restore point holds no files of the site. */
    FILES_MISSING_IN_POINT(false),
    /** The restore point does not hold a file or folder that was chosen. */
    PATH_MISSING_IN_POINT(false),
    /** A chosen file or folder lies behind a link of the live site. */
    PATH_THROUGH_LINK(false),
    /** What was chosen came, went or was replaced on the live site while the restore ran. */
    FILES_CHANGED(false),
    /** The dump does not hold a table that was chosen. */
    TABLE_MISSING_IN_POINT(false),
    /** Foreign keys tie the chosen tables to others. */
    TABLES_LINKED(false),
    /** What is to be kept of the live database is not there, or the restore point has no place for it. */
    NEWER_NOT_KEEPABLE(false),
    /** The restore point lacks the dump of a database of the site, or it is cut short. */
    DUMP_MISSING(false),
    /** The disk of the site has no room. */
    NO_SPACE(false),
    /** The site, or its server, is not known here. */
    SITE_UNKNOWN(false),
    /** The site's server is of a kind that cannot be reached from here. */
    SERVER_NOT_REACHABLE(false),
    /** The site's server does not answer, or the connection to it was lost. */
    SERVER_UNREACHABLE(true),
    /** What answers there shows another key than the one by which the site's server is known. */
    SERVER_UNTRUSTED(false),
    /** The site's server does not let us in. */
    SERVER_LOGIN_REFUSED(false),
    /** The site's server lacks what a restore needs there. */
    SERVER_NOT_READY(false),
    /** The site's folder is not there. */
    SITE_FOLDER_MISSING(false),
    /** What would be replaced at the place that the restore goes to is another site's too. */
    PLACE_TAKEN(false),
    /** The place that the restore goes to lacks what the site needs there: its user, a file that is to stay, a newer database server. */
    PLACE_NOT_READY(false),
    /** The folders are on two file systems, so they cannot be exchanged. */
    CROSS_DEVICE(false),
    /** A file of the site cannot be looked at or changed. */
    FILES_FAILED(false),
    /** The database server does not answer. */
    DATABASE_UNREACHABLE(true),
    /** The database server refuses the administration's user or password. */
    DATABASE_ACCESS_DENIED(false),
    /** The administration's secret cannot be read. */
    SECRET_UNAVAILABLE(false),
    /** The live database is not there any more, so that nobody knows whose its copy would be. */
    DATABASE_MISSING(false),
    /** The database's client programs are missing here, or older than its server. */
    DATABASE_CLIENT_UNFIT(false),
    /** Transactions on the live tables stayed open. */
    DATABASE_BUSY(true),
    /** The database refused a statement. */
    DATABASE_FAILED(false),
    /** No account of the site is known to whom its views, routines, triggers and events could be given. */
    DATABASE_OWNER_MISSING(false),
    /** A grant of somebody else reaches the schemas in which a restore is prepared. */
    DATABASE_NOT_PRIVATE(false),
    /** The version before prepared it under names that grants of customers reach. */
    PREPARED_BY_FORMER_VERSION(false),
    /** The safety backup failed. */
    SAFETY_BACKUP_FAILED(false),
    /** No safety backup came in time. */
    SAFETY_BACKUP_MISSING(false),
    /** The restored site is worse than the one before. */
    SITE_WORSE(false),
    /** A site of this kind cannot be copied to another address so that the copy surely leaves the live one alone. */
    COPY_NOT_POSSIBLE(false),
    /** Somebody called it off before the switch. */
    CANCELLED(false),
    /** Somebody asked for the rollback. */
    ROLLED_BACK_BY_HAND(false),
    /** Something that nobody thought of. */
    INTERNAL(true);

    private final boolean passing;

    FailureCode(boolean passing) {
        this.passing = passing;
    }

    /** Whether it may be over a little later without anybody's help. */
    public boolean passing() {
        return passing;
    }
}
