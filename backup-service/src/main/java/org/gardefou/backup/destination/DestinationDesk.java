package org.gardefou.backup.destination;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.destination.Destination.Settings;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.problem.Problems;

/** Registers and changes places, inside the caller's transaction. */
@ApplicationScoped
class DestinationDesk {

    private final Destinations destinations;
    private final DestinationConfig config;
    private final Clock clock;

    DestinationDesk(Destinations destinations, DestinationConfig config, Clock clock) {
        this.destinations = destinations;
        this.config = config;
        this.clock = clock;
    }

    Destination register(Settings settings) {
        if (settings.place().inTheClear() && !config.plainHttp())
            throw Problems.validation(
                    "/location",
                    "must begin with https://, since user and password would be readable on the way; http:// is for this machine (127.0.0.1, localhost), or where gardefou.destinations.plain-http is true");
        UUID id = Ids.next();
        demandFree(id, settings);
        demandCopyable(id, settings);
        Destination fresh = new Destination(id, settings, clock.instant());
        destinations.persist(fresh);
        destinations.flush();
        return fresh;
    }

    void change(Destination destination, Settings settings) {
        if (!destination.place().equals(settings.place())) {
            throw Problems.conflict(
                    "Repositories are found by the place of their destination, so that its kind and location stay as they were registered. Register the new place as another destination, and set active to false here.");
        }
        demandFree(destination.id(), settings);
        demandCopyable(destination.id(), settings);
        destination.change(settings);
        destinations.flush();
    }

    private void demandFree(UUID id, Settings settings) {
        if (destinations.named(settings.name(), id)) {
            throw Problems.conflict(
                    "Another destination has the name %s: choose another one.".formatted(settings.name()));
        }
        if (settings.standard()) {
            destinations.standard().filter(other -> !other.id().equals(id)).ifPresent(other -> {
                throw Problems.conflict("The destination %s (%s) is the default. Set isDefault to false there first."
                        .formatted(other.name(), other.id()));
            });
        }
        List<Destination> others = destinations.othersFor(settings.servers(), id);
        if (!others.isEmpty()) {
            Set<UUID> both = new HashSet<>(others.getFirst().servers());
            both.retainAll(settings.servers());
            throw Problems.conflict("The server %s has the destination %s already. Remove it there first."
                    .formatted(both.iterator().next(), others.getFirst().name()));
        }
    }

    private void demandCopyable(UUID id, Settings settings) {
        UUID target = settings.copyTo();
        if (target == null) return;
        if (target.equals(id)) throw Problems.validation("/copyTo", "must be another destination");
        Destination copies = destinations
                .findByIdOptional(target)
                .orElseThrow(() -> Problems.validation("/copyTo", "must be a destination that is registered"));
        CopyRule.flaw(
                        settings.place().kind(),
                        settings.secret(),
                        settings.region(),
                        copies.place().kind(),
                        copies.secret().orElse(null),
                        copies.region().orElse(null))
                .ifPresent(flaw -> {
                    throw Problems.validation("/copyTo", flaw);
                });
    }
}
