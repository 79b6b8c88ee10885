package org.gardefou.terms.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which sites are to be looked at: those of which something was heard, and those whose time has come. Inside a transaction. */
@ApplicationScoped
class Watch {

    /** The first of those that were woken; what waits behind them costs nothing. */
    private static final String WOKEN =
            "select distinct site from (select site from conformance_wake order by id limit ?) woken";

    static final String DUE = "select site from conformance_watch where due <= ? order by due limit ?";

    private static final String KNOWN = "insert into conformance_watch (site) values (?) on conflict do nothing";

    private static final String HOLD = "select due, heard from conformance_watch where site = ? for update skip locked";

    private static final String HEARD = "delete from conformance_wake where site = ? returning at";

    private static final String NEXT = "update conformance_watch set due = ?, heard = null where site = ?";

    private static final String LATER = "update conformance_watch set due = ?, heard = least(heard, ?) where site = ?";

    private final Rows rows;
    private final ConformanceConfig config;

    Watch(Rows rows, ConformanceConfig config) {
        this.rows = rows;
        this.config = config;
    }

    /** Some of the sites of which something was heard. */
    List<UUID> woken() {
        return rows.read(row -> Rows.id(row, 1), WOKEN, config.batch());
    }

    /** Some of the sites whose time has come. */
    List<UUID> due(Instant now) {
        return rows.read(row -> Rows.id(row, 1), DUE, now, config.batch());
    }

    /**
     * A site that is held.
     *
     * @param due null: not by time alone
     * @param heard when the earliest happened of what was heard of it and could not be looked at; null: nothing was
     */
    record Held(@Nullable Instant due, @Nullable Instant heard) {

        boolean dueAt(Instant now) {
            return due != null && !due.isAfter(now);
        }
    }

    /** Holds a site until the transaction ends; empty when somebody else does: of two, one looks and the other passes on. */
    Optional<Held> hold(UUID site) {
        rows.change(KNOWN, site);
        return rows.read(row -> new Held(Rows.time(row, 1), Rows.time(row, 2)), HOLD, site).stream()
                .findFirst();
    }

    /** Takes away that something was heard, and answers when the earliest of it happened; empty where nothing was. */
    Optional<Instant> heard(UUID site) {
        return rows.read(row -> Objects.requireNonNull(Rows.time(row, 1)), HEARD, site).stream()
                .min(Comparator.naturalOrder());
    }

    /** Lets it wait, and remembers what was heard of it, if anything was. */
    void later(UUID site, Instant until, @Nullable Instant heard) {
        rows.change(LATER, until, heard, site);
    }

    void next(UUID site, @Nullable Instant due) {
        rows.change(NEXT, due, site);
    }
}
