package org.gardefou.restore.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service finds secrets by their names, one file each. */
@ConfigMapping(prefix = "gardefou.secrets")
interface SecretsConfig {

    /** A folder of the user who runs the service; production mounts one. */
    @WithDefault("${user.home}/.garde-fou/secrets")
    Path directory();
}
