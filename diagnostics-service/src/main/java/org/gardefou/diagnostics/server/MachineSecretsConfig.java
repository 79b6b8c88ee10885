package org.gardefou.diagnostics.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service finds the keys with which it logs in. */
@ConfigMapping(prefix = "gardefou.secrets")
interface MachineSecretsConfig {

    /** Secrets by name, here private keys of SSH. Files locally, a mounted secret in Kubernetes. */
    @WithDefault("/etc/garde-fou/secrets/diagnostics")
    Path directory();
}
