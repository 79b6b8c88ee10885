package org.gardefou.restore.newer;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which rows of a table are meant, where WordPress keeps several kinds in one. In SQL and here, and the same in both. */
enum Rows {
    ALL(null, "TRUE", type -> true),
    ORDERS(
            "post_type",
            "(LEFT({}.`post_type`, 10) = 'shop_order' OR {}.`post_type` = 'shop_subscription')",
            Rows::isOrder),
    /** Earlier versions and the like included. */
    BUT_ORDERS(
            "post_type",
            "NOT (LEFT({}.`post_type`, 10) = 'shop_order' OR {}.`post_type` = 'shop_subscription')",
            type -> !isOrder(type)),
    NOTES("comment_type", "{}.`comment_type` = 'order_note'", type -> type.equals("order_note")),
    BUT_NOTES("comment_type", "{}.`comment_type` <> 'order_note'", type -> !type.equals("order_note"));

    private final @Nullable String column;
    private final String sql;
    private final Predicate<String> rule;

    Rows(@Nullable String column, String sql, Predicate<String> rule) {
        this.column = column;
        this.sql = sql;
        this.rule = rule;
    }

    /** Orders, refunds, subscriptions, and what holds the number of an order that lies in tables of its own. */
    private static boolean isOrder(String type) {
        return type.startsWith("shop_order") || type.equals("shop_subscription");
    }

    /** The column that tells; null when all are meant. */
    @Nullable String column() {
        return column;
    }

    /** As a condition on the rows of an alias. */
    String of(String alias) {
        return sql.replace("{}", alias);
    }

    boolean means(String type) {
        return rule.test(type);
    }
}
