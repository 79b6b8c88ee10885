package org.gardefou.backup.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service keeps its own files. */
@ConfigMapping(prefix = "gardefou.data")
public interface DataConfig {

    /** Repositories that lie on this machine, restic's cache, scratch files. Outlives a restart, so that these do too. */
    @WithDefault("/var/lib/garde-fou/backups")
    Path directory();
}
