package org.gardefou.diagnostics.signature;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.signature.SignatureEdition.State;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** The operators' own signatures, in all their editions. */
@ApplicationScoped
class SignatureEditions implements PanacheRepositoryBase<SignatureEdition, UUID> {

    /** With one lock for all: whether one may take effect depends on all the others. */
    void lock() {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtext('signature_edition')) as text)")
                .getSingleResult();
    }

    List<SignatureEntry> inEffect() {
        return list("state = ?1 order by signature", State.IN_EFFECT).stream()
                .map(SignatureEdition::entry)
                .toList();
    }

    Optional<SignatureEdition> inEffect(String signature) {
        return find("signature = ?1 and state = ?2", signature, State.IN_EFFECT).firstResultOptional();
    }

    Optional<SignatureEdition> draft(String signature) {
        return find("signature = ?1 and state = ?2", signature, State.DRAFT).firstResultOptional();
    }

    int latest(String signature) {
        return find("signature = ?1 order by edition desc", signature)
                .firstResultOptional()
                .map(SignatureEdition::edition)
                .orElse(0);
    }

    Optional<SignatureEdition> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Page<SignatureEdition> page(@Nullable String signature, @Nullable State state, PageRequest request) {
        return Listing.all()
                .with("signature", signature)
                .with("state", state)
                .newestFirst(this, request, SignatureEdition::id);
    }
}
