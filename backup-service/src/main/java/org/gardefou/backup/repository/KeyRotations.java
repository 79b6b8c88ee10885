package org.gardefou.backup.repository;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.repository.KeyRotation.State;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** All rotations of the key-encryption key. */
@ApplicationScoped
class KeyRotations implements PanacheRepositoryBase<KeyRotation, UUID> {

    Optional<KeyRotation> running() {
        return find("state", State.RUNNING).firstResultOptional();
    }

    Page<KeyRotation> page(PageRequest request) {
        return Listing.all().newestFirst(this, request, KeyRotation::id);
    }
}
