package org.gardefou.backup.repository;

import org.gardefou.backup.destination.Opening;
import org.gardefou.restic.ProcessTurns;
import org.gardefou.restic.RepositoryPassword;
import org.jspecify.annotations.Nullable;

/**
 * Way and key to a repository: not to be stored or logged.
 *
 * @param turns how many processes may be at work there; null for any number
 */
record Door(
        Opening opening,
        RepositoryPassword password,
        @Nullable ProcessTurns turns) {

    Door with(RepositoryPassword other) {
        return new Door(opening, other, turns);
    }
}
