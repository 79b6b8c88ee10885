package org.gardefou.backup.repository;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** HashiCorp Vault, or what speaks like it (OpenBao); needed only where a key-encryption key is there. */
@ConfigMapping(prefix = "gardefou.vault")
interface VaultConfig {

    /** Where it listens; without it no key can be there. */
    Optional<URI> url();

    /** The name of the secret that holds the token; read anew each time, so that an agent of Vault can renew it. */
    @WithDefault("vault-token")
    String tokenSecret();

    /** Where the transit engine is mounted: Vault's own default. */
    @WithDefault("transit")
    String transit();

    /** The namespace, for those Vaults that have them. */
    Optional<String> namespace();

    /** Wrapping takes milliseconds; a backup that waits longer than this is better tried again. */
    @WithDefault("10s")
    Duration timeout();
}
