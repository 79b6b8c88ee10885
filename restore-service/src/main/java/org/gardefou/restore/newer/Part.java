package org.gardefou.restore.newer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of one WordPress in a schema: which tables hold it. A <em>thing</em> (an order, a post) has a number, a row in each
 * root that knows it, and rows in branches.
 *
 * @param prefix of the tables, {@code wp_}, or {@code wp_2_} for one site of a network
 * @param links rows of other tables that branches refer to, and that come along where they are missing
 * @param references other things that one of these refers to, and that come along where they are missing
 */
record Part(
        Kind kind,
        String prefix,
        List<Root> roots,
        List<Branch> branches,
        List<Link> links,
        List<Reference> references) {

    /**
     * Has a row for each thing.
     *
     * @param rows which of the table
     * @param mark the column that tells most likely whether a thing was changed
     * @param stamp when a thing was changed last; null where WordPress does not note it
     * @param made when it was made
     * @param title in SQL, on alias {@code x}: what tells a person which one it is
     */
    record Root(
            String table,
            String key,
            Rows rows,
            String mark,
            @Nullable String stamp,
            String made,
            String title) {}

    /**
     * Has any number of rows for a thing.
     *
     * @param column the thing's number, or the key of the branch above
     * @param above the branch whose rows these hang on; null for the thing itself
     */
    record Branch(
            String table,
            String column,
            Rows rows,
            @Nullable Above above) {
        /** A branch with branches. */
        record Above(String table, String key, String column, Rows rows) {}
    }

    /**
     * Rows that are referred to.
     *
     * @param table whose rows come
     * @param column of it, that is referred to
     * @param from the table that refers, by {@code fromColumn}
     * @param missing the table that must not have the row yet, in the column of the same name
     */
    record Link(String table, String column, String from, String fromColumn, String missing) {}

    /**
     * Things that are referred to.
     *
     * @param to their kind
     * @param table that refers, with the number of the thing that it is of in {@code id}
     * @param value in SQL, on alias {@code x}: the number of what is referred to
     * @param rows in SQL, on alias {@code x}: which rows of the table
     */
    record Reference(Kind to, String table, String id, String value, String rows) {}

    /** Names it in our notes. */
    String name() {
        return kind + ":" + prefix;
    }
}
