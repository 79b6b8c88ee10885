package org.gardefou.restore.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service finds its secrets and keeps its own files. */
@ConfigMapping(prefix = "gardefou")
public interface ReachConfig {

    Secrets secrets();

    Data data();

    /** Named secrets, one file each. */
    interface Secrets {
        /** A folder of the user who runs the service; production mounts one. */
        @WithDefault("${user.home}/.garde-fou/secrets")
        Path directory();
    }

    /** Scratch files and caches. */
    interface Data {
        /** Outlives a restart, so that restic's cache and the journal of its processes do too. */
        @WithDefault("${user.home}/.garde-fou/restore-service")
        Path directory();
    }
}
