package org.gardefou.restore.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service keeps scratch files and caches. */
@ConfigMapping(prefix = "gardefou.data")
public interface DataConfig {

    /** Outlives a restart, so that restic's cache and the journal of its processes do too. */
    @WithDefault("${user.home}/.garde-fou/restore-service")
    Path directory();
}
