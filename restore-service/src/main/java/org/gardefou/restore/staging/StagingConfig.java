package org.gardefou.restore.staging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** Whether and where copies of sites are served. */
@ConfigMapping(prefix = "gardefou.restore.staging")
interface StagingConfig {

    /**
     * The address of a copy, with {@code {copy}} where its name goes: {@code https://{copy}.staging.hoster.example}. Without it there are
     * none: somebody has to serve them, and nobody can guess where.
     */
    Optional<String> address();

    /** How long what passes is waited for: a repository that is locked, a service that restarts. Somebody waits for the copy. */
    @WithDefault("1h")
    Duration patience();

    /**
     * How long the removal of a copy is tried: a server that is away for a week is not coming back by itself, and whoever is responsible should hear of
     * what is left there.
     */
    @WithName("removal-patience")
    @WithDefault("7d")
    Duration removalPatience();

    /** How long a copy stays: a week to look, to compare and to decide; it takes as much room as the site. */
    @WithDefault("7")
    int days();
}
