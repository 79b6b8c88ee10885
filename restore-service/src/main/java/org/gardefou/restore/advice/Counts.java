package org.gardefou.restore.advice;

import java.util.List;
import java.util.Map;
import org.gardefou.restore.restorepoint.RestorePoint.DumpedSchema;
import org.jspecify.annotations.Nullable;

/**
 * What people make on a site, counted by the rows of its tables in a restore point.
 *
 * @param posts articles, pages, products, with their earlier versions; -1 when it is not known
 * @param comments -1 when it is not known
 * @param users accounts, of customers too; -1 when it is not known
 * @param orders -1 when it is not known, as where the site is no shop
 */
record Counts(long posts, long comments, long users, long orders) {

    private static final long UNKNOWN = -1;

    /** By the tables of WordPress, WooCommerce and PrestaShop, whatever their prefix; null when there are none, or nothing was counted. */
    static @Nullable Counts of(List<DumpedSchema> schemas) {
        Counts all = new Counts(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
        for (DumpedSchema schema : schemas) {
            if (schema.rows() != null) all = all.plus(schema.rows());
        }
        return all.posts < 0 && all.users < 0 && all.orders < 0 ? null : all;
    }

    private Counts plus(Map<String, Long> rows) {
        Counts all = this;
        for (String table : rows.keySet()) {
            if (table.endsWith("options")) all = all.wordPress(rows, prefix(table, "options"));
            if (table.endsWith("usermeta")) {
                all = new Counts(
                        all.posts,
                        all.comments,
                        sum(all.users, rows.get(prefix(table, "usermeta") + "users")),
                        all.orders);
            }
            if (table.endsWith("configuration")) all = all.prestaShop(rows, prefix(table, "configuration"));
        }
        return all;
    }

    /** Each site of a network has tables of its own, and all of them one table of users. */
    private Counts wordPress(Map<String, Long> rows, String prefix) {
        if (!rows.containsKey(prefix + "posts")) return this;
        // Kept in both ways that WooCommerce has; the newer table is empty where the older way is chosen.
        Long kept = rows.get(prefix + "wc_orders");
        Long counted = rows.get(prefix + "wc_order_stats");
        return new Counts(
                sum(posts, rows.get(prefix + "posts")),
                sum(comments, rows.get(prefix + "comments")),
                users,
                sum(orders, kept == null || (counted != null && counted > kept) ? counted : kept));
    }

    private Counts prestaShop(Map<String, Long> rows, String prefix) {
        if (!rows.containsKey(prefix + "orders") || !rows.containsKey(prefix + "customer")) return this;
        return new Counts(
                posts, comments, sum(users, rows.get(prefix + "customer")), sum(orders, rows.get(prefix + "orders")));
    }

    private static String prefix(String table, String ending) {
        return table.substring(0, table.length() - ending.length());
    }

    private static long sum(long known, @Nullable Long more) {
        if (more == null) return known;
        return Math.max(0, known) + more;
    }

    /** The larger of each. */
    Counts orMore(Counts other) {
        return new Counts(
                Math.max(posts, other.posts),
                Math.max(comments, other.comments),
                Math.max(users, other.users),
                Math.max(orders, other.orders));
    }

    /** How much more there is than in an earlier point; 0 where there is less; -1 where one of the two is not known. */
    Counts beyond(Counts earlier) {
        return new Counts(
                beyond(posts, earlier.posts),
                beyond(comments, earlier.comments),
                beyond(users, earlier.users),
                beyond(orders, earlier.orders));
    }

    private static long beyond(long now, long then) {
        return now < 0 || then < 0 ? UNKNOWN : Math.max(0, now - then);
    }
}
