package org.gardefou.terms.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom we believe who a relay is, where that is not left to the public authorities. */
final class Trust {

    private Trust() {}

    /**
     * TLS that believes what leads to the certificates in a file, and nothing else.
     *
     * @param pem one certificate or more; read anew each time, as they are replaced
     * @throws IOException when it cannot be read
     * @throws GeneralSecurityException when there is no certificate in it
     */
    static SSLContext of(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(pem)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file))
                trusted.setCertificateEntry("relay-" + trusted.size(), one);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "There is no " + pem + " (gardefou.mail.trust): put the relay's authority into it.", e);
        }
        if (trusted.size() == 0)
            throw new GeneralSecurityException(
                    pem + " (gardefou.mail.trust) holds no certificate in PEM: put the relay's authority into it.");
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return tls;
    }
}
