package org.gardefou.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that terms-service signs its checkpoints with, among the secrets of that service. */
public final class SigningKeyFile {

    /** The name of the secret. */
    public static final String NAME = "checkpoint-key";

    private SigningKeyFile() {}

    /** Makes the key where there is none: Ed25519, PKCS #8 in PEM, readable by its owner alone. */
    public static void in(Path secrets) throws IOException {
        Path file = secrets.resolve(NAME);
        if (Files.exists(file)) {
            return;
        }
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            PrivateFiles.write(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("Every Java platform has Ed25519.", cause);
        }
    }
}
