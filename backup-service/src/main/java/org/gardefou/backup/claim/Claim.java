package org.gardefou.backup.claim;

import java.util.UUID;
import org.gardefou.restic.Cancellation;

/** A repository in use, until this is closed. It is kept alive by {@link Claims}. */
public final class Claim implements AutoCloseable {

    private final Claims claims;
    private final UUID id;
    private final Cancellation cancellation = new Cancellation();

    Claim(Claims claims, UUID id) {
        this.claims = claims;
        this.id = id;
    }

    UUID id() {
        return id;
    }

    /** Stops restic when somebody who must not wait wants the repository, or the claim is lost. Of what shares it, only the latter. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Whether the work was to end early: it is to be done again later. */
    public boolean wanted() {
        return cancellation.isCancelled();
    }

    @Override
    public void close() {
        claims.release(this);
    }
}
