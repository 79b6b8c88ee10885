package org.gardefou.backup.repository;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** The keys that wrap the keys of repositories. */
@ConfigMapping(prefix = "gardefou.keys")
interface KeyConfig {

    /** The id of the one that wraps from now on; the same as ever until an operator rotates. */
    @WithDefault("kek")
    String current();

    /**
     * Where each is, by its id: {@code file:NAME} in the secrets directory, {@code env:VARIABLE}, {@code vault-transit:KEY} or
     * {@code vault-kv:MOUNT/data/PATH#FIELD}. One that is not named here is the secret of its own name.
     */
    Map<String, String> sources();
}
