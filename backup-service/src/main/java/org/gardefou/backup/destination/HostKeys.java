package org.gardefou.backup.destination;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** The public keys by which a server over SSH is known. */
final class HostKeys {

    private HostKeys() {}

    /** Whether there is one at least, and all can be read. */
    static boolean areSound(String lines) {
        try {
            return !parse(lines).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static List<PublicKey> parse(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(HostKeys::key)
                .toList();
    }

    private static PublicKey key(String line) {
        try {
            return PublicKeyEntry.parsePublicKeyEntry(line)
                    .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("\"" + line + "\" is no public key of a server", e);
        }
    }
}
