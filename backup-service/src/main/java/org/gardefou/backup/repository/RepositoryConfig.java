package org.gardefou.backup.repository;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where new repositories are made, and how the work on them is done. */
@ConfigMapping(prefix = "gardefou.repositories")
interface RepositoryConfig {

    /**
     * The place of new repositories as restic takes it (a path, {@code sftp:…}, {@code s3:…}), to which the site's id is added.
     * Left out: below this service's data directory. Existing repositories stay where they are.
     */
    Optional<String> location();

    /**
     * By how much listings, copies, readings, comparisons and prunes give way to the rest of the machine, 0 to 19 as {@code nice} has it. Nobody
     * waits for them, and what they take when it is busy they take from sites and backups: at 10 that is a tenth.
     */
    @WithDefault("10")
    int backgroundNice();
}
