package org.gardefou.backup.repository;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.destination.Destination;
import org.gardefou.backup.destination.Destinations;

/** At which destinations a site's repositories lie. Inside the caller's transaction. */
@ApplicationScoped
public class RepositoryPlaces {

    /** Stands for all places of the settings, which are no destinations. */
    public static final UUID SETTINGS = new UUID(0, 0);

    private final RepositoryRows rows;
    private final RepositoryCopies copies;
    private final Destinations destinations;

    RepositoryPlaces(RepositoryRows rows, RepositoryCopies copies, Destinations destinations) {
        this.rows = rows;
        this.copies = copies;
        this.destinations = destinations;
    }

    /** Where the site's repository lies; empty when it has none. */
    public Optional<UUID> first(UUID site) {
        return rows.findByIdOptional(site).filter(known -> !known.erased()).map(known -> known.destination()
                .orElse(SETTINGS));
    }

    /** Where copies of what is in it lie, or will; empty when none are made. */
    public Optional<UUID> copies(UUID site) {
        Optional<RepositoryCopy> known = copies.findByIdOptional(site);
        if (known.isPresent()) return known.filter(copy -> !copy.erased()).flatMap(StoredRepository::destination);
        return first(site).flatMap(destinations::findByIdOptional).flatMap(Destination::copyTo);
    }
}
