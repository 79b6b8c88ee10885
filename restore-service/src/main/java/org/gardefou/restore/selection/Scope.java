package org.gardefou.restore.selection;

/** How much of a restore point comes back. */
public enum Scope {
    /** The document root and all databases of the site. */
    EVERYTHING,
    /** Chosen files and folders of the document root; databases stay as they are. */
    FILES,
    /** One database; files and other databases stay as they are. */
    DATABASE,
    /** Chosen tables of one database; all else stays as it is. */
    TABLES
}
