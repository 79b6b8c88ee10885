package org.gardefou.benchmarks.peer;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** The one entity, in Panache's active-record form as in the quickstart. */
@Entity
public class Parcel extends PanacheEntity {

    @Column(length = 40, unique = true)
    @SuppressWarnings("NullAway.Init") // Hibernate or Jackson fills it
    public String name;
}
