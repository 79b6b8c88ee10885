package org.gardefou.access.ssh;

import java.util.List;

/**
 * How a machine is reached.
 *
 * @param privateKey of the login, as OpenSSH writes it, without a passphrase; a secret
 * @param hostKeys by which the machine is known: {@code SHA256:…} or public keys ({@code ssh-ed25519 AAAA…}), one at least
 */
public record SshAccess(String host, int port, String user, String privateKey, List<String> hostKeys) {

    /** Copies what it is given. */
    public SshAccess {
        hostKeys = List.copyOf(hostKeys);
        if (hostKeys.isEmpty()) {
            throw new IllegalArgumentException("No machine is talked to without a key by which it is known.");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
