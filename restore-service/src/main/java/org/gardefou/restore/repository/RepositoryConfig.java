package org.gardefou.restore.repository;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** How backup-service is asked for access to a repository. */
@ConfigMapping(prefix = "gardefou.backups")
public interface RepositoryConfig {

    /** Where backup-service listens; the default is its port on the same machine. */
    @WithDefault("http://127.0.0.1:8082")
    URI url();

    /** A file with the bearer token of a system with {@code backups:access}; read anew each time, since tokens expire. */
    @WithName("token-file")
    @WithDefault("${user.home}/.garde-fou/tokens/restore-service")
    Path tokenFile();

    /** Unwrapping a key takes milliseconds; ten seconds are a service that is starting. */
    @WithDefault("10s")
    Duration timeout();

    /** Tries within one call; beyond that the restore waits and tries again later. */
    @WithDefault("3")
    int tries();

    /** Between two tries: a restart of backup-service takes some seconds, and the restore itself waits longer than that. */
    @WithDefault("500ms")
    Duration pause();
}
