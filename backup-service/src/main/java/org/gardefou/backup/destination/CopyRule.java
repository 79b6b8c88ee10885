package org.gardefou.backup.destination;

import java.util.Objects;
import java.util.Optional;
import org.gardefou.backup.destination.Place.Kind;
import org.jspecify.annotations.Nullable;

/** Between which places restic can copy. Pure. One process opens both, with one set of credentials for each kind of place. */
final class CopyRule {

    private CopyRule() {}

    /** What is in the way; empty when nothing is. */
    static Optional<String> flaw(
            Kind first,
            @Nullable String firstSecret,
            @Nullable String firstRegion,
            Kind second,
            @Nullable String secondSecret,
            @Nullable String secondRegion) {
        if (first != second || first == Kind.LOCAL || first == Kind.REST) return Optional.empty();
        if (first == Kind.SFTP) {
            return Optional.of("must be of another kind: one restic process can log in to one server over SSH only");
        }
        return Objects.equals(firstSecret, secondSecret) && Objects.equals(firstRegion, secondRegion)
                ? Optional.empty()
                : Optional.of(
                        "must have the same secret and region, or be of another kind: one restic process has one access key");
    }
}
