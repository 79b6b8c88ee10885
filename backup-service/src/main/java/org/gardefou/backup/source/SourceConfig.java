package org.gardefou.backup.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service keeps its own files. */
@ConfigMapping(prefix = "gardefou")
public interface SourceConfig {

    Secrets secrets();

    Data data();

    interface Secrets {
        /** Secrets by name: database administration, the key-encryption key. Files locally, a mounted secret in Kubernetes. */
        @WithDefault("/etc/garde-fou/secrets/backups")
        Path directory();
    }

    interface Data {
        /** Repositories that lie on this machine, restic's cache, scratch files. */
        @WithDefault("/var/lib/garde-fou/backups")
        Path directory();
    }
}
