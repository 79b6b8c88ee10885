package org.gardefou.diagnostics.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;

/** Where sites are not. */
@ConfigMapping(prefix = "gardefou.site")
interface SiteConfig {

    /** The folders of the suite itself, of all its services: secrets, repositories, databases. The defaults are the services' own. */
    @WithDefault("/etc/garde-fou,/var/lib/garde-fou")
    List<Path> suiteFolders();
}
