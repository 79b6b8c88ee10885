package org.gardefou.terms.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gardefou.kit.paging.PageRequest;

/** What the legal centre shows of the checkpoints: they say nothing about anybody. */
@ApplicationScoped
public class PublishedCheckpoints {

    private final Checkpoints checkpoints;
    private final SigningKeys keys;

    PublishedCheckpoints(Checkpoints checkpoints, SigningKeys keys) {
        this.checkpoints = checkpoints;
        this.keys = keys;
    }

    /** A checkpoint in short. */
    public record Signed(long number, Instant at, long size, String root) {}

    /** A key that signed, as openssl reads it. */
    public record Key(String id, Instant firstUsed, String pem) {}

    /** The last ones, the newest first. */
    public List<Signed> last(int most) {
        return checkpoints.page(new PageRequest(most, Optional.empty())).items().stream()
                .map(one -> new Signed(one.number(), one.at(), one.size(), one.root()))
                .toList();
    }

    /** Every key that ever signed, the newest first. */
    public List<Key> keys() {
        return keys.known().stream()
                .map(known ->
                        new Key(known.key().id(), known.firstUsed(), known.key().pem()))
                .toList();
    }
}
