package org.gardefou.access.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;

/** The keys by which a machine is known: fingerprints as {@code ssh-keygen -l} prints them, or public keys. */
public final class HostKeys {
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private HostKeys() {}

    /** Whether one entry can be read. */
    public static boolean isSound(String entry) {
        if (FINGERPRINT.matcher(entry).matches()) {
            return true;
        }
        try {
            key(entry);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a machine that shows this key is the one that is known by these. */
    static boolean know(List<String> entries, PublicKey shown) {
        return entries.stream()
                .anyMatch(entry -> FINGERPRINT.matcher(entry).matches()
                        ? entry.equals(fingerprint(shown))
                        : KeyUtils.compareKeys(key(entry), shown));
    }

    /** The kinds of the public keys among the entries, such as {@code ssh-ed25519}; a fingerprint does not tell. */
    static List<String> kinds(List<String> entries) {
        return entries.stream()
                .filter(entry -> !FINGERPRINT.matcher(entry).matches())
                .map(entry -> KeyUtils.getKeyType(key(entry)))
                .filter(Objects::nonNull)
                .toList();
    }

    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    private static PublicKey key(String line) {
        try {
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(line.strip())
                    .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
            return Objects.requireNonNull(key);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("\"" + line + "\" is no public key of a server", e);
        }
    }
}
