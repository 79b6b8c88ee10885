package org.gardefou.terms.site;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A site, as last heard of. Written by {@link Sites} alone. */
@Entity
@Immutable
@Table(name = "site")
public class Site {

    @Id
    private UUID id;

    private UUID customer;
    private @Nullable UUID connection;
    private String name;
    private boolean removed;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Site() {}

    /** The same id in all services. */
    public UUID id() {
        return id;
    }

    /** Whose it is. */
    public UUID customer() {
        return customer;
    }

    /** The panel connection that speaks for it. */
    public @Nullable UUID connection() {
        return connection;
    }

    /** What the customer calls it. */
    public String name() {
        return name;
    }

    /** Whether it is there no more. */
    public boolean removed() {
        return removed;
    }
}
