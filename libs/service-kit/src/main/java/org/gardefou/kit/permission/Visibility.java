package org.gardefou.kit.permission;

import java.util.Map;
import java.util.UUID;

/**
 * Which rows a caller may see. A service turns it into a condition of its query, so that what is not the caller's is
 * answered 404, as if it were not there:
 *
 * <pre>{@code
 * Visibility.Condition mine = caller.visibility().where("customerId", "connectionId");
 * find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
 * }</pre>
 */
public sealed interface Visibility {

    /** Sees all rows: operators and the hoster's systems. */
    record Everything() implements Visibility {}

    /** Sees the rows of one customer. */
    record OfCustomer(UUID customer) implements Visibility {}

    /** Sees the rows of the sites that one panel connection reported. */
    record OfConnection(UUID connection) implements Visibility {}

    /** Sees no row: the token does not say whose rows it may see. */
    record Nothing() implements Visibility {}

    /**
     * A condition in HQL (or SQL with named parameters) and its parameters.
     *
     * @param hql never empty; can stand behind {@code and}
     */
    record Condition(String hql, Map<String, Object> parameters) {

        /** The parameters of the condition together with one more of the query. */
        public Map<String, Object> and(String name, Object value) {
            Map<String, Object> all = new java.util.HashMap<>(parameters);
            all.put(name, value);
            return all;
        }
    }

    /** The condition for rows that carry both ids; the paths are the code's own words and never come from a request. */
    default Condition where(String customerPath, String connectionPath) {
        return switch (this) {
            case Everything() -> new Condition("1 = 1", Map.of());
            case OfCustomer(UUID id) -> new Condition(customerPath + " = :visibleTo", Map.of("visibleTo", id));
            case OfConnection(UUID id) -> new Condition(connectionPath + " = :visibleTo", Map.of("visibleTo", id));
            case Nothing() -> new Condition("1 = 0", Map.of());
        };
    }

    /**
     * The condition for rows about a site: a panel sees them for as long as the site is its connection's, and no longer.
     *
     * @param ofConnection a condition on the row's site in which {@code :visibleTo} is the connection
     */
    default Condition whereOfSite(String customerPath, String ofConnection) {
        return this instanceof OfConnection(UUID id)
                ? new Condition(ofConnection, Map.of("visibleTo", id))
                : where(customerPath, customerPath);
    }

    /** The condition for rows that no panel connection owns: a panel sees none of them. */
    default Condition where(String customerPath) {
        return this instanceof OfConnection ? new Nothing().where(customerPath) : where(customerPath, customerPath);
    }

    /** Whether a row with these owners may be seen; for what is already loaded. */
    default boolean allows(
            @org.jspecify.annotations.Nullable UUID customer, @org.jspecify.annotations.Nullable UUID connection) {
        return switch (this) {
            case Everything() -> true;
            case OfCustomer(UUID id) -> id.equals(customer);
            case OfConnection(UUID id) -> id.equals(connection);
            case Nothing() -> false;
        };
    }
}
