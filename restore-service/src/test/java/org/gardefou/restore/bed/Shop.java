package org.gardefou.restore.bed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;

/**
 * WooCommerce's tables on a WordPress, as its documentation describes them, and orders placed in them as it does: row by row and
 * without a transaction, some in tables of their own (HPOS) and some as posts.
 */
public final class Shop {
    private static final String TEXT = "VARCHAR(255) COLLATE utf8mb4_unicode_ci";

    private final RealSite real;
    private final Database customer;

    private Shop(RealSite real) {
        this.real = real;
        this.customer = real.customersDatabase();
    }

    /** With a log of orders, written by a trigger. */
    public static Shop open(RealSite real) throws IOException {
        Shop shop = new Shop(real);
        shop.customer.script(
                real.schema,
                List.of(
                        "CREATE TABLE wp_wc_orders (id BIGINT UNSIGNED NOT NULL, status VARCHAR(20), currency VARCHAR(10), type VARCHAR(20),"
                                + " total_amount DECIMAL(26,8), customer_id BIGINT UNSIGNED, billing_email VARCHAR(320),"
                                + " date_created_gmt DATETIME, date_updated_gmt DATETIME, PRIMARY KEY (id), KEY status (status))",
                        "CREATE TABLE wp_wc_orders_meta (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, order_id BIGINT UNSIGNED, meta_key "
                                + TEXT + ", meta_value TEXT, PRIMARY KEY (id), KEY order_id (order_id))",
                        "CREATE TABLE wp_wc_order_addresses (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, order_id BIGINT UNSIGNED NOT NULL,"
                                + " address_type VARCHAR(20), first_name TEXT, city TEXT, PRIMARY KEY (id),"
                                + " UNIQUE KEY address_type_order_id (address_type, order_id))",
                        "CREATE TABLE wp_wc_order_operational_data (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, order_id BIGINT UNSIGNED,"
                                + " order_key VARCHAR(100), PRIMARY KEY (id), UNIQUE KEY order_id (order_id))",
                        "CREATE TABLE wp_woocommerce_order_items (order_item_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,"
                                + " order_item_name TEXT NOT NULL, order_item_type VARCHAR(200) NOT NULL DEFAULT '', order_id BIGINT UNSIGNED NOT NULL,"
                                + " PRIMARY KEY (order_item_id), KEY order_id (order_id))",
                        "CREATE TABLE wp_woocommerce_order_itemmeta (meta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,"
                                + " order_item_id BIGINT UNSIGNED NOT NULL, meta_key " + TEXT
                                + ", meta_value LONGTEXT, PRIMARY KEY (meta_id), KEY order_item_id (order_item_id))",
                        "CREATE TABLE wp_wc_order_stats (order_id BIGINT UNSIGNED NOT NULL, date_created DATETIME, total_sales DOUBLE,"
                                + " status VARCHAR(200), customer_id BIGINT UNSIGNED, PRIMARY KEY (order_id))",
                        "CREATE TABLE wp_wc_customer_lookup (customer_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, user_id BIGINT UNSIGNED,"
                                + " email VARCHAR(100), PRIMARY KEY (customer_id), UNIQUE KEY user_id (user_id))",
                        "CREATE TABLE wp_order_log (order_id BIGINT UNSIGNED)",
                        "CREATE TRIGGER wp_told AFTER INSERT ON wp_wc_orders FOR EACH ROW INSERT INTO wp_order_log VALUES (NEW.id)",
                        "CREATE TRIGGER wp_logged BEFORE INSERT ON wp_order_log FOR EACH ROW SET NEW.order_id = NEW.order_id + 0"));
        return shop;
    }

    /** Places one as HPOS keeps it; its key. */
    public String placeOrder(long user) throws IOException {
        String key = UUID.randomUUID().toString();
        List<String> statements = new ArrayList<>(List.of(
                post("shop_order_placehold", "draft"),
                "SET @id = LAST_INSERT_ID()",
                "INSERT INTO wp_wc_orders VALUES (@id, 'wc-pending', 'EUR', 'shop_order', 49.9, " + user
                        + ", 'a@example.org', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
                "INSERT INTO wp_wc_order_addresses (order_id, address_type, first_name, city) VALUES (@id, 'billing', 'Zoé', 'Genève')",
                "INSERT INTO wp_wc_order_operational_data (order_id, order_key) VALUES (@id, '" + key + "')",
                "INSERT INTO wp_wc_orders_meta (order_id, meta_key, meta_value) VALUES (@id, '_cart_hash', '" + key
                        + "')",
                "INSERT INTO wp_wc_customer_lookup (user_id, email) VALUES (NULL, '" + key + "')",
                "INSERT INTO wp_wc_order_stats VALUES (@id, UTC_TIMESTAMP(), 49.9, 'wc-pending', LAST_INSERT_ID())"));
        statements.addAll(contents());
        customer.script(real.schema, statements);
        return key;
    }

    /** Places one as WooCommerce did before: a post; its key. */
    public String placeLegacyOrder(long user) throws IOException {
        String key = UUID.randomUUID().toString();
        List<String> statements = new ArrayList<>(List.of(
                post("shop_order", "wc-pending"),
                "SET @id = LAST_INSERT_ID()",
                "INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (@id, '_order_key', '" + key + "')",
                "INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (@id, '_customer_user', '" + user
                        + "')"));
        statements.addAll(contents());
        customer.script(real.schema, statements);
        return key;
    }

    private static List<String> contents() {
        return List.of(
                "INSERT INTO wp_woocommerce_order_items (order_item_name, order_item_type, order_id) VALUES ('Tasse', 'line_item', @id)",
                "INSERT INTO wp_woocommerce_order_itemmeta (order_item_id, meta_key, meta_value) VALUES (LAST_INSERT_ID(), '_qty', '1')",
                "INSERT INTO wp_comments (comment_post_ID, comment_author, comment_date, comment_date_gmt, comment_content, comment_approved,"
                        + " comment_type) VALUES (@id, 'WooCommerce', NOW(), UTC_TIMESTAMP(), 'en attente', '1', 'order_note')",
                "INSERT INTO wp_commentmeta (comment_id, meta_key, meta_value) VALUES (LAST_INSERT_ID(), 'is_customer_note', '1')");
    }

    /** Makes a post of some kind. */
    public static String post(String type, String status) {
        return "INSERT INTO wp_posts (post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, to_ping, pinged,"
                + " post_modified, post_modified_gmt, post_content_filtered, post_type) VALUES (1, NOW(), UTC_TIMESTAMP(), '', 'new one', '', '"
                + status + "', '', '', NOW(), UTC_TIMESTAMP(), '', '" + type + "')";
    }

    /** The number of an order. */
    public long number(String key) throws IOException {
        return Long.parseLong(
                query("SELECT order_id AS v FROM wp_wc_order_operational_data WHERE order_key = '" + key + "'")
                        .getFirst());
    }

    /** The keys of all orders that are there with every row that belongs to one, once each. */
    public List<String> wholeOrders() throws IOException {
        String contents = " JOIN wp_woocommerce_order_items i ON i.order_id = p.ID"
                + " JOIN wp_woocommerce_order_itemmeta q ON q.order_item_id = i.order_item_id"
                + " JOIN wp_comments n ON n.comment_post_ID = p.ID AND n.comment_type = 'order_note'"
                + " JOIN wp_commentmeta nm ON nm.comment_id = n.comment_ID";
        List<String> all =
                new ArrayList<>(query("SELECT d.order_key AS v FROM wp_wc_orders o JOIN wp_posts p ON p.ID = o.id"
                        + " JOIN wp_wc_order_operational_data d ON d.order_id = o.id"
                        + " JOIN wp_wc_order_addresses a ON a.order_id = o.id"
                        + " JOIN wp_wc_orders_meta m ON m.order_id = o.id AND m.meta_key = '_cart_hash'"
                        + " JOIN wp_wc_order_stats s ON s.order_id = o.id"
                        + " JOIN wp_wc_customer_lookup c ON c.customer_id = s.customer_id" + contents
                        + " WHERE BINARY m.meta_value = BINARY d.order_key AND BINARY c.email = BINARY d.order_key"));
        all.addAll(query("SELECT m.meta_value AS v FROM wp_posts p"
                + " JOIN wp_postmeta m ON m.post_id = p.ID AND m.meta_key = '_order_key'"
                + " JOIN wp_postmeta u ON u.post_id = p.ID AND u.meta_key = '_customer_user'" + contents
                + " WHERE p.post_type = 'shop_order'"));
        return all;
    }

    /** Numbers of orders for which the trigger acted more than once. */
    public Set<String> toldTwice() throws IOException {
        return new TreeSet<>(query("SELECT order_id AS v FROM wp_order_log GROUP BY order_id HAVING COUNT(*) > 1"));
    }

    /** Does something as the site's account. */
    public void run(String... statements) throws IOException {
        customer.script(real.schema, List.of(statements));
    }

    /** The column {@code v} of an answer. */
    public List<String> query(String question) throws IOException {
        return customer.query(real.schema, question).stream()
                .map((Row row) -> row.text("v"))
                .toList();
    }
}
