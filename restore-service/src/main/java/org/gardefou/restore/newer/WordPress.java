package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Branch.Above;
import org.gardefou.restore.newer.Part.Link;
import org.gardefou.restore.newer.Part.Reference;
import org.gardefou.restore.newer.Part.Root;

/**
 * The tables of WordPress and WooCommerce, whatever their prefix, each site of a network for itself; WooCommerce's orders both as
 * posts and in tables of their own (HPOS). Pure. What is named here and not there is passed over.
 */
final class WordPress {

    private static final String ANY = "TRUE";

    private WordPress() {}

    /** All parts among some tables: first what refers to others. */
    static List<Part> parts(Set<String> tables) {
        List<Part> parts = new ArrayList<>();
        for (String prefix : prefixes(tables, "options", "posts")) {
            if (tables.contains(prefix + "wc_orders") || tables.contains(prefix + "woocommerce_order_items")) {
                parts.add(orders(prefix));
            }
            parts.add(comments(prefix));
            parts.add(posts(prefix));
        }
        // All sites of a network have one table of accounts.
        for (String prefix : prefixes(tables, "usermeta", "users")) parts.add(users(prefix));
        return parts.stream().sorted(Comparator.comparing(Part::kind)).toList();
    }

    private static Set<String> prefixes(Set<String> tables, String ending, String other) {
        Set<String> prefixes = new TreeSet<>();
        for (String table : tables) {
            if (!table.endsWith(ending)) continue;
            String prefix = table.substring(0, table.length() - ending.length());
            if (tables.contains(prefix + other)) prefixes.add(prefix);
        }
        return prefixes;
    }

    /** The part to which a reference of another one leads: of the same prefix, or of the network around it. */
    static Optional<Part> target(List<Part> parts, Part from, Kind kind) {
        return parts.stream()
                .filter(one -> one.kind() == kind && from.prefix().startsWith(one.prefix()))
                .max(Comparator.comparingInt(one -> one.prefix().length()));
    }

    private static Part orders(String p) {
        Above items = new Above(p + "woocommerce_order_items", "order_item_id", "order_id", Rows.ALL);
        Above notes = new Above(p + "comments", "comment_ID", "comment_post_ID", Rows.NOTES);
        Above permissions =
                new Above(p + "woocommerce_downloadable_product_permissions", "permission_id", "order_id", Rows.ALL);
        List<Branch> branches = new ArrayList<>();
        branches.add(new Branch(p + "postmeta", "post_id", Rows.ALL, null));
        branches.add(new Branch(p + "comments", "comment_post_ID", Rows.NOTES, null));
        Stream.of(
                        "wc_orders_meta",
                        "wc_order_addresses",
                        "wc_order_operational_data",
                        "woocommerce_order_items",
                        "woocommerce_downloadable_product_permissions",
                        "wc_order_stats",
                        "wc_order_product_lookup",
                        "wc_order_tax_lookup",
                        "wc_order_coupon_lookup",
                        "wc_reserved_stock")
                .forEach(table -> branches.add(new Branch(p + table, "order_id", Rows.ALL, null)));
        branches.add(new Branch(p + "woocommerce_order_itemmeta", "order_item_id", Rows.ALL, items));
        branches.add(new Branch(p + "commentmeta", "comment_id", Rows.ALL, notes));
        branches.add(new Branch(p + "wc_download_log", "permission_id", Rows.ALL, permissions));
        return new Part(
                Kind.ORDERS,
                p,
                List.of(
                        new Root(
                                p + "wc_orders",
                                "id",
                                Rows.ALL,
                                "date_updated_gmt",
                                "date_updated_gmt",
                                "date_created_gmt",
                                "CONCAT_WS(' ', x.`status`, x.`total_amount`, x.`currency`)"),
                        new Root(
                                p + "posts",
                                "ID",
                                Rows.ORDERS,
                                "post_modified_gmt",
                                "post_modified_gmt",
                                "post_date_gmt",
                                "CONCAT_WS(' ', x.`post_type`, x.`post_status`)")),
                List.copyOf(branches),
                List.of(link(p + "wc_customer_lookup", "customer_id", p + "wc_order_stats")),
                List.of(
                        new Reference(Kind.USERS, p + "wc_orders", "id", "x.`customer_id`", ANY),
                        new Reference(
                                Kind.USERS,
                                p + "postmeta",
                                "post_id",
                                "CAST(x.`meta_value` AS UNSIGNED)",
                                "x.`meta_key` = '_customer_user'")));
    }

    private static Part comments(String p) {
        return new Part(
                Kind.COMMENTS,
                p,
                List.of(new Root(
                        p + "comments",
                        "comment_ID",
                        Rows.BUT_NOTES,
                        "comment_approved",
                        null,
                        "comment_date_gmt",
                        "CONCAT('#', x.`comment_post_ID`)")),
                List.of(new Branch(p + "commentmeta", "comment_id", Rows.ALL, null)),
                List.of(),
                List.of(
                        new Reference(Kind.POSTS, p + "comments", "comment_ID", "x.`comment_post_ID`", ANY),
                        new Reference(Kind.USERS, p + "comments", "comment_ID", "x.`user_id`", ANY)));
    }

    private static Part posts(String p) {
        return new Part(
                Kind.POSTS,
                p,
                List.of(new Root(
                        p + "posts",
                        "ID",
                        Rows.BUT_ORDERS,
                        "post_modified_gmt",
                        "post_modified_gmt",
                        "post_date_gmt",
                        "x.`post_title`")),
                List.of(
                        new Branch(p + "postmeta", "post_id", Rows.ALL, null),
                        new Branch(p + "term_relationships", "object_id", Rows.ALL, null),
                        new Branch(p + "wc_product_meta_lookup", "product_id", Rows.ALL, null),
                        new Branch(p + "wc_product_attributes_lookup", "product_id", Rows.ALL, null)),
                List.of(
                        link(p + "term_taxonomy", "term_taxonomy_id", p + "term_relationships"),
                        // Before the terms: afterwards nothing would tell which of them are new.
                        new Link(p + "termmeta", "term_id", p + "term_taxonomy", "term_id", p + "terms"),
                        link(p + "terms", "term_id", p + "term_taxonomy")),
                List.of(new Reference(Kind.USERS, p + "posts", "ID", "x.`post_author`", ANY)));
    }

    private static Part users(String p) {
        Above tokens = new Above(p + "woocommerce_payment_tokens", "token_id", "user_id", Rows.ALL);
        return new Part(
                Kind.USERS,
                p,
                List.of(new Root(p + "users", "ID", Rows.ALL, "user_email", null, "user_registered", "x.`user_login`")),
                List.of(
                        new Branch(p + "usermeta", "user_id", Rows.ALL, null),
                        new Branch(p + "wc_customer_lookup", "user_id", Rows.ALL, null),
                        new Branch(p + "woocommerce_payment_tokens", "user_id", Rows.ALL, null),
                        new Branch(p + "woocommerce_payment_tokenmeta", "payment_token_id", Rows.ALL, tokens)),
                List.of(),
                List.of());
    }

    private static Link link(String table, String column, String from) {
        return new Link(table, column, from, column, table);
    }
}
