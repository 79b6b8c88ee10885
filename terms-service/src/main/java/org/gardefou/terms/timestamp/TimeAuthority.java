package org.gardefou.terms.timestamp;

import java.io.IOException;
import java.security.cert.X509Certificate;

/** Somebody who says what time it is, in a way that can be shown to others. */
interface TimeAuthority {

    /** The name it has in the settings. */
    String name();

    /** The certificate that its signers' must lead to. */
    X509Certificate certificate() throws IOException;

    /**
     * Asks it.
     *
     * @param query a TimeStampReq in DER
     * @return a TimeStampResp in DER, not looked at yet
     */
    byte[] ask(byte[] query) throws IOException, InterruptedException;
}
