package org.gardefou.kit.paging;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A page of those rows that a request asks for and its caller may see:
 *
 * <pre>{@code
 * Listing.of(visibility.where("customer", CONNECTION))
 *         .with("site", site)
 *         .newestFirst(this, request, Contract::id);
 * }</pre>
 *
 * <p>Paths and conditions are the code's own words and never come from a request; values are parameters.
 */
public final class Listing {

    private static final Keyset BY_ID = Keyset.newestFirst("id");

    private final StringBuilder hql;
    private final Map<String, Object> parameters;

    private Listing(String hql, Map<String, Object> parameters) {
        this.hql = new StringBuilder(hql);
        this.parameters = new HashMap<>(parameters);
    }

    /** Of all rows. */
    public static Listing all() {
        return new Listing("1 = 1", Map.of());
    }

    /** Of the rows that somebody may see. */
    public static Listing of(Visibility.Condition visible) {
        return new Listing(visible.hql(), visible.parameters());
    }

    /** Only those that have this value there; null: whatever they have. */
    public Listing with(String path, @Nullable Object value) {
        if (value == null) return this;
        String name = "with" + parameters.size();
        parameters.put(name, value);
        return where(path + " = :" + name);
    }

    /** Only those for which a condition in HQL holds. */
    public Listing where(String condition) {
        hql.append(" and ").append(condition);
        return this;
    }

    /**
     * Only those for which a condition in HQL holds that asks for a value; null: all, as if it were not asked for.
     *
     * @param name of the parameter in the condition, which nothing else in this listing has
     */
    public Listing where(String condition, String name, @Nullable Object value) {
        if (value == null) return this;
        if (parameters.putIfAbsent(name, value) != null)
            throw new IllegalArgumentException("The parameter \"%s\" has a value already".formatted(name));
        return where(condition);
    }

    /** The page, the newest first: ids are in the order in which they were given. */
    public <T> Page<T> newestFirst(
            PanacheRepositoryBase<T, ?> rows, PageRequest request, Function<? super T, UUID> id) {
        return page(rows, request, BY_ID, cursor -> List.of(cursor.uuid(0)), row -> Cursor.after(id.apply(row)));
    }

    /**
     * The page in the order of some keys.
     *
     * @param keysOf the keys of the row that a cursor is behind
     * @param behind the cursor behind a row
     */
    public <T> Page<T> page(
            PanacheRepositoryBase<T, ?> rows,
            PageRequest request,
            Keyset keys,
            Function<Cursor, List<?>> keysOf,
            Function<? super T, Cursor> behind) {
        Keyset.Condition rest = keys.behind(request.after().map(keysOf));
        Map<String, Object> all = new HashMap<>(parameters);
        all.putAll(rest.parameters());
        List<T> found = rows.find(hql + " and " + rest.hql() + keys.orderBy(), all)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(found, request, behind::apply);
    }
}
