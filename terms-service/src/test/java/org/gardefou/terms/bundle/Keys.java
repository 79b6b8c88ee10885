package org.gardefou.terms.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.gardefou.local.process.SigningKeyFile;
import org.gardefou.terms.checkpoint.SigningKey;

/** The key of the hoster whom the tests play. */
final class Keys {

    private Keys() {}

    static SigningKey own() throws IOException, GeneralSecurityException {
        return SigningKey.of(
                Files.readString(Path.of(System.getProperty("gardefou.secrets.directory"), SigningKeyFile.NAME)));
    }
}
