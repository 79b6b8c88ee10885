package org.gardefou.verify;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A time stamp (RFC 3161): a CMS SignedData (RFC 5652) over a TSTInfo. */
final class TimeStampToken {

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final int CONTENT = 0xa0;

    private static final Map<String, String> DIGESTS = Map.of(
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private static final Map<String, String> SIGNATURES = Map.of(
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA",
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA",
            "1.3.101.112", "Ed25519");

    private final byte[] info;
    private final Der signer;
    private final List<X509Certificate> certificates = new ArrayList<>();

    private TimeStampToken(Der response) throws GeneralSecurityException {
        int status = response.part(0).part(0).as(Der.INTEGER).value()[0];
        if (status != 0 && status != 1) throw new GeneralSecurityException("the authority refused it");
        Der token = response.part(1);
        if (!token.part(0).oid().equals(SIGNED_DATA)) throw new GeneralSecurityException("it is not signed");
        List<Der> signed = token.part(1).as(CONTENT).part(0).as(Der.SEQUENCE).parts();
        Der content = signed.get(2);
        if (!content.part(0).oid().equals(TST_INFO))
            throw new GeneralSecurityException("it says something else than a time");
        info = content.part(1).as(CONTENT).part(0).as(Der.OCTETS).value();
        signer = signed.getLast().as(Der.SET).part(0);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        if (signed.get(3).tag() == CONTENT)
            for (Der certificate : signed.get(3).parts())
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate.encoded())));
    }

    /**
     * The time that a token proves for some bytes.
     *
     * @param response as {@code openssl ts -reply} writes it
     * @param authority the certificate that the signer's must lead to
     * @throws GeneralSecurityException when it does not prove it; the message says why
     */
    static Instant check(byte[] response, byte[] stamped, X509Certificate authority) throws GeneralSecurityException {
        try {
            TimeStampToken token = new TimeStampToken(Der.read(response));
            Instant time = token.timeOf(stamped);
            token.demandSigned(authority, time);
            return time;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new GeneralSecurityException("it is not written as a time stamp", e);
        }
    }

    private Instant timeOf(byte[] stamped) throws GeneralSecurityException {
        List<Der> said = Der.read(info).as(Der.SEQUENCE).parts();
        Der imprint = said.get(2);
        byte[] digest = digest(imprint.part(0).part(0).oid()).digest(stamped);
        if (!Arrays.equals(digest, imprint.part(1).as(Der.OCTETS).value()))
            throw new GeneralSecurityException("it is about something else");
        String time = new String(said.get(4).as(0x18).value(), StandardCharsets.US_ASCII);
        LocalDateTime whole = LocalDateTime.parse(time.substring(0, 14), DateTimeFormatter.ofPattern("uuuuMMddHHmmss"));
        if (!time.endsWith("Z")) throw new GeneralSecurityException("its time is not in UTC");
        return whole.toInstant(ZoneOffset.UTC);
    }

    private void demandSigned(X509Certificate authority, Instant time) throws GeneralSecurityException {
        List<Der> parts = signer.parts();
        Der attributes = parts.get(3).as(CONTENT);
        MessageDigest digest = digest(parts.get(2).part(0).oid());
        if (!Arrays.equals(
                digest.digest(info),
                attribute(attributes, MESSAGE_DIGEST).as(Der.OCTETS).value()))
            throw new GeneralSecurityException("its content was changed");
        X509Certificate certificate = signerCertificate(attributes, authority);
        demandNamed(parts.get(1), certificate);
        Signature signature =
                Signature.getInstance(algorithm(parts.get(4).part(0).oid(), digest.getAlgorithm()));
        signature.initVerify(certificate);
        signature.update(attributes.encodedAs(Der.SET));
        if (!signature.verify(parts.get(5).as(Der.OCTETS).value()))
            throw new GeneralSecurityException("its signature is wrong");
        if (!List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage())
                || !Set.copyOf(certificate.getCriticalExtensionOIDs()).contains("2.5.29.37"))
            throw new GeneralSecurityException("its signer's certificate is not for time stamps alone");
        demandPath(certificate, authority, time);
    }

    /** The certificate that the signer itself names (RFC 2634, RFC 5035): another one with the same key does not do. */
    private X509Certificate signerCertificate(Der attributes, X509Certificate authority)
            throws GeneralSecurityException {
        List<X509Certificate> known = new ArrayList<>(certificates);
        known.add(authority);
        for (X509Certificate certificate : known) if (named(attributes, certificate)) return certificate;
        throw new GeneralSecurityException("its signer's certificate is missing");
    }

    /** The signer is also named by issuer and number, or by the key's identifier, which nothing here needs. */
    private static void demandNamed(Der signer, X509Certificate certificate) throws GeneralSecurityException {
        if (signer.tag() != Der.SEQUENCE) return;
        if (!Arrays.equals(
                        signer.part(0).encoded(),
                        certificate.getIssuerX500Principal().getEncoded())
                || !Arrays.equals(
                        signer.part(1).as(Der.INTEGER).value(),
                        certificate.getSerialNumber().toByteArray()))
            throw new GeneralSecurityException("its signer is named in two ways that do not agree");
    }

    private static boolean named(Der attributes, X509Certificate certificate) throws GeneralSecurityException {
        for (Der attribute : attributes.parts()) {
            String kind = attribute.part(0).oid();
            if (!kind.equals(SIGNING_CERTIFICATE) && !kind.equals(SIGNING_CERTIFICATE_V2)) continue;
            List<Der> id = attribute.part(1).part(0).part(0).part(0).parts();
            boolean named = id.getFirst().tag() == Der.SEQUENCE;
            String algorithm = named
                    ? DIGESTS.getOrDefault(id.getFirst().part(0).oid(), "?")
                    : kind.equals(SIGNING_CERTIFICATE) ? "SHA-1" : "SHA-256";
            byte[] hash = id.get(named ? 1 : 0).as(Der.OCTETS).value();
            if (Arrays.equals(hash, MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()))) return true;
        }
        return false;
    }

    /** As of the time that it tells: a certificate that has expired since does not take back what it signed. */
    private void demandPath(X509Certificate certificate, X509Certificate authority, Instant time)
            throws GeneralSecurityException {
        certificate.checkValidity(Date.from(time));
        if (certificate.equals(authority)) return;
        List<X509Certificate> path = new ArrayList<>(List.of(certificate));
        X509Certificate at = certificate;
        while (!at.getIssuerX500Principal().equals(authority.getSubjectX500Principal()) && path.size() < 5) {
            X509Certificate below = at;
            at = certificates.stream()
                    .filter(one ->
                            one.getSubjectX500Principal().equals(below.getIssuerX500Principal()) && !one.equals(below))
                    .findFirst()
                    .orElseThrow(() ->
                            new GeneralSecurityException("its signer is not of the authority that it stands beside"));
            path.add(at);
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(time));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    }

    private static Der attribute(Der attributes, String kind) throws GeneralSecurityException {
        for (Der attribute : attributes.parts())
            if (attribute.part(0).oid().equals(kind)) return attribute.part(1).part(0);
        throw new GeneralSecurityException("it lacks a signed attribute");
    }

    private static MessageDigest digest(String oid) throws GeneralSecurityException {
        String name = DIGESTS.get(oid);
        if (name == null || name.equals("SHA-1")) throw new GeneralSecurityException("its hash is not one of SHA-2");
        return MessageDigest.getInstance(name);
    }

    private static String algorithm(String oid, String digest) throws GeneralSecurityException {
        if (oid.equals("1.2.840.113549.1.1.1")) return digest.replace("-", "") + "withRSA";
        String name = SIGNATURES.get(oid);
        if (name == null)
            throw new GeneralSecurityException("its signature is of the kind " + oid + ", which is not known here");
        return name;
    }
}
