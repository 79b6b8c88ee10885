package org.gardefou.terms.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An authority of time, which lives as long as the tests. */
public final class WithTimeAuthority {

    /** Where the tests that Quarkus loads find what this profile, which it loads apart from them, has made. */
    private static final String CERTIFICATE = "gardefou.test.time-certificate";

    private static final String URL = "gardefou.test.time-url";

    private WithTimeAuthority() {}

    static Map<String, String> settings() {
        try {
            if (System.getProperty(URL) == null) {
                Path certificate = Files.createTempFile("garde-fou-test-authority-", ".pem");
                certificate.toFile().deleteOnExit();
                System.setProperty(CERTIFICATE, certificate.toString());
                System.setProperty(URL, new TestTimeAuthority(certificate).url());
            }
        } catch (Exception e) {
            throw new IllegalStateException("The authority of time does not start", e);
        }
        return Map.of(
                "gardefou.time-stamps.authorities.test.url", System.getProperty(URL),
                "gardefou.time-stamps.authorities.test.certificate", System.getProperty(CERTIFICATE));
    }
}
