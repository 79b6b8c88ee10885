package org.gardefou.terms.timestamp;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.TimeStamp;
import org.gardefou.terms.ledger.Canonical;

/** Asks an authority for the time of a checkpoint's signature, and believes the answer only after it was checked. */
@ApplicationScoped
class Stamping {

    private static final int NONCE_BITS = 64;

    /** An answer is of now. Clocks of hosts that are kept in time are apart by less. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Stamping(Clock clock) {
        this.clock = clock;
    }

    /**
     * The authority's word on the checkpoint.
     *
     * @throws IOException when it cannot be reached, or what it says does not hold; the message says which
     */
    TimeStamp stamp(Checkpoint checkpoint, TimeAuthority authority) throws IOException, InterruptedException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] imprint = Canonical.digest().digest(checkpoint.jws().getBytes(StandardCharsets.UTF_8));
        TimeStampRequest query = generator.generate(TSPAlgorithms.SHA256, imprint, new BigInteger(NONCE_BITS, random));
        byte[] answer = authority.ask(query.getEncoded());
        X509Certificate trusted = authority.certificate();
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            // The imprint, the nonce and the policy are those that were asked for.
            response.validate(query);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) throw new IOException(authority.name() + " refused: " + response.getStatusString());
            Instant time = token.getTimeStampInfo().getGenTime().toInstant();
            demandSigned(token, trusted, time);
            demandNow(authority, time);
            return new TimeStamp(authority.name(), time, answer, pem(trusted));
        } catch (TSPException | GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("The answer of " + authority.name() + " does not hold: " + e.getMessage(), e);
        }
    }

    private static void demandSigned(TimeStampToken token, X509Certificate trusted, Instant time)
            throws GeneralSecurityException, OperatorCreationException, TSPException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> known = new ArrayList<>();
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null))
            known.add(converter.getCertificate(holder));
        X509Certificate signer = known.stream()
                .filter(one -> token.getSID().match(holder(one)))
                .findFirst()
                .orElse(trusted);
        // The signature, the certificate's purpose, and that the token names this very certificate.
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        if (signer.equals(trusted)) return;
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters path = new PKIXBuilderParameters(Set.of(new TrustAnchor(trusted, null)), target);
        path.setRevocationEnabled(false);
        path.setDate(Date.from(time));
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        var _ = CertPathBuilder.getInstance("PKIX").build(path);
    }

    private static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }

    private void demandNow(TimeAuthority authority, Instant time) throws IOException {
        if (Duration.between(time, clock.instant()).abs().compareTo(TOLERANCE) > 0)
            throw new IOException("%s says that it is %s, and here it is %s: one of the two clocks is wrong"
                    .formatted(authority.name(), time, clock.instant()));
    }

    private static String pem(X509Certificate certificate) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificate);
        }
        return text.toString().replace("\r\n", "\n");
    }
}
