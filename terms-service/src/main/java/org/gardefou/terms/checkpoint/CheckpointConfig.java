package org.gardefou.terms.checkpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the ledger is signed, as whose, and with which key. */
@ConfigMapping(prefix = "gardefou.checkpoints")
public interface CheckpointConfig {

    /** Entries wait no longer than this for a signature: what a thief of the database could still change unseen is at most so young. */
    @WithDefault("5m")
    Duration every();

    /** So many entries are signed at once, however young they are: it bounds the work of one transaction to a second or so. */
    @WithDefault("50000")
    int most();

    /** How often it is looked whether a signature is due. */
    @WithDefault("30s")
    Duration check();

    /**
     * The name of the ledger, which every checkpoint carries: best a domain of the hoster, so that it is the only one of its name. The
     * name that the first checkpoint has stays.
     */
    @WithDefault("garde-fou")
    String origin();

    /** The name of the secret with the signing key: an Ed25519 private key in PKCS #8 PEM, as {@code openssl genpkey} writes it. */
    @WithDefault("checkpoint-key")
    String key();
}
