package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The tables that a site's last restore point had: the list to compare with. */
@ApplicationScoped
class KnownTables implements PanacheRepositoryBase<KnownTables.OfSite, UUID>, Listener {

    /** The tables of one site's databases. */
    @Entity(name = "KnownTablesOfSite")
    @Table(name = "known_tables")
    static class OfSite {

        @Id
        private UUID site;

        @JdbcTypeCode(SqlTypes.JSON)
        private List<String> tables;

        @Column(name = "taken_at")
        private Instant takenAt;

        @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
        protected OfSite() {}

        OfSite(UUID site, List<String> tables, Instant takenAt) {
            this.site = site;
            this.tables = List.copyOf(tables);
            this.takenAt = takenAt;
        }

        void seen(List<String> there, Instant at) {
            if (at.isBefore(takenAt)) return;
            tables = List.copyOf(there);
            takenAt = at;
        }

        UUID site() {
            return site;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PointTold(UUID site, Instant takenAt, List<Dumped> databases) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Dumped(String name, @Nullable String engine, List<String> tables) {
        /** What is looked into speaks as MariaDB does; a database of PostgreSQL may bear the same name. */
        boolean lookedInto() {
            return engine == null || engine.equals("MARIADB");
        }
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore-point.created", PointTold.class, this::taken);
    }

    /** The newest list counts: a table that was dropped on purpose is gone from the next restore point. */
    private void taken(BusEvent<PointTold> event) {
        PointTold told = event.data();
        List<String> tables = told.databases().stream()
                .filter(Dumped::lookedInto)
                .flatMap(database -> database.tables().stream().map(table -> database.name() + "." + table))
                .toList();
        findByIdOptional(told.site())
                .ifPresentOrElse(
                        known -> known.seen(tables, told.takenAt()),
                        () -> persist(new OfSite(told.site(), tables, told.takenAt())));
    }

    /** What the last restore point had, as {@code database.table}; empty when none is known. */
    List<String> of(UUID site) {
        return findByIdOptional(site).map(known -> known.tables).orElse(List.of());
    }
}
