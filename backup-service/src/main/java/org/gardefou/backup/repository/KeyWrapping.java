package org.gardefou.backup.repository;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gardefou.restic.RepositoryPassword;

/** Wraps keys of repositories by the current key-encryption key, and unwraps them by the one that wrapped them. */
@ApplicationScoped
class KeyWrapping {

    private final KeyRing ring;

    KeyWrapping(KeyRing ring) {
        this.ring = ring;
    }

    /** The id of the key that wraps from now on. */
    String current() {
        return ring.current();
    }

    /** Makes the key-encryption key if there is none. Only for the first repository: later, a missing key is a loss. */
    void prepareFirst() throws IOException {
        ring.prepareFirst();
    }

    /** @param context what the key is for; it opens with the same only */
    Wrapped wrap(String context, RepositoryPassword password) throws IOException {
        String id = ring.current();
        return new Wrapped(
                id,
                ring.key(id)
                        .wrap(
                                password.reveal().getBytes(StandardCharsets.UTF_8),
                                context.getBytes(StandardCharsets.UTF_8)));
    }

    RepositoryPassword unwrap(String context, Wrapped wrapped) throws IOException {
        byte[] plain = ring.key(wrapped.kek()).unwrap(wrapped.bytes(), context.getBytes(StandardCharsets.UTF_8));
        return RepositoryPassword.ofGenerated(new String(plain, StandardCharsets.UTF_8));
    }

    /** The same key, wrapped by the current key-encryption key. */
    Wrapped again(String context, Wrapped wrapped) throws IOException {
        return wrap(context, unwrap(context, wrapped));
    }
}
