package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.repository.KeyHolders;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/** The restores that have begun and not ended, as the bus tells them. */
@ApplicationScoped
public class RunningRestores
        implements PanacheRepositoryBase<RunningRestore, UUID>, Listener, ErasureObjection, KeyHolders {

    private final Claims claims;

    RunningRestores(Claims claims) {
        this.claims = claims;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RestoreTold(
            UUID restore,
            UUID site,
            UUID restorePoint,
            @Nullable Part selection) {

        /** @param pointSite whose restore point it is; null: the site's own */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Part(@Nullable UUID pointSite) {}

        /** In whose repository the restore reads. */
        UUID readsOf() {
            return selection == null || selection.pointSite() == null ? site : selection.pointSite();
        }
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore.requested", RestoreTold.class, this::begun)
                .on(
                        Set.of("restore.completed", "restore.failed", "restore.rolled-back"),
                        RestoreTold.class,
                        event -> deleteById(event.data().restore()));
    }

    private void begun(BusEvent<RestoreTold> event) {
        RestoreTold told = event.data();
        claims.wantBack(told.readsOf());
        if (findById(told.restore()) == null)
            persist(new RunningRestore(told.restore(), told.readsOf(), told.restorePoint(), event.time()));
    }

    @Override
    public Optional<String> against(UUID site) {
        return count("site", site) == 0
                ? Optional.empty()
                : Optional.of("A restore of this site is at work: wait for its end, then ask again.");
    }

    /** Counts on no end of what began before this. */
    void giveUp(Instant moment) {
        delete("requestedAt < ?1", moment);
    }

    /** Whether a restore of the site is on its way: nothing that can wait stands in its way. */
    @Override
    public boolean any(UUID site) {
        return count("site", site) > 0;
    }

    /** The restore points of a site that restores need now. */
    Set<UUID> pointsInUse(UUID site) {
        return list("site", site).stream().map(RunningRestore::restorePoint).collect(Collectors.toSet());
    }
}
