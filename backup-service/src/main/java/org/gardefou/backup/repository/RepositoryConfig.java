package org.gardefou.backup.repository;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where new repositories are made. */
@ConfigMapping(prefix = "gardefou.repositories")
interface RepositoryConfig {

    /**
     * The place of new repositories as restic takes it (a path, {@code sftp:…}, {@code s3:…}), to which the site's id is added.
     * Left out: below this service's data directory. Existing repositories stay where they are.
     */
    Optional<String> location();
}
