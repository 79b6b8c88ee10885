package org.gardefou.terms.checkpoint;

import java.io.IOException;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * What an authority of time said about a checkpoint (RFC 3161): its signature existed at that time.
 *
 * @param authority the name it has in the settings
 * @param response the whole answer in DER, as {@code openssl ts} reads it; it is about the bytes of the checkpoint's {@code jws}
 * @param certificate of the authority that was believed, in PEM
 */
public record TimeStamp(String authority, Instant at, byte[] response, String certificate) {

    /** That a time stamp is a qualified one: esi4-qtstStatement-1 of ETSI EN 319 422, 9.1. */
    private static final ASN1ObjectIdentifier QUALIFIED = new ASN1ObjectIdentifier("0.4.0.19422.1.1");

    /**
     * Whether the authority says in what it signed that this is a qualified time stamp, which the law presumes right (eIDAS, art. 41). That it is one
     * shows the trusted list of its country, which is not asked here.
     */
    public boolean saysQualified() {
        try {
            Extensions said = new TimeStampResponse(response)
                    .getTimeStampToken()
                    .getTimeStampInfo()
                    .toASN1Structure()
                    .getExtensions();
            Extension statements = said == null ? null : said.getExtension(Extension.qCStatements);
            if (statements == null) return false;
            for (ASN1Encodable statement : ASN1Sequence.getInstance(statements.getParsedValue()))
                if (QUALIFIED.equals(ASN1Sequence.getInstance(statement).getObjectAt(0))) return true;
            return false;
        } catch (TSPException | IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "What " + authority + " said was read before, and cannot be read any more", e);
        }
    }
}
