package org.gardefou.backup.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What backups leave on machines that are reached over SSH. */
@ConfigMapping(prefix = "gardefou.elsewhere")
interface ElsewhereConfig {

    /** restic's cache there, so that what did not change is not asked for again over the line: encrypted, of root alone, and there after a restart. */
    @WithDefault("/var/cache/garde-fou")
    String cache();
}
