package org.gardefou.terms.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** An authority of time (RFC 3161) in this process, with a certificate of an issuer of its own, over real HTTP. */
public final class TestTimeAuthority implements AutoCloseable {

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    private static final Duration YEARS = Duration.ofDays(3650);

    private final KeyPair key = pair();
    private final X509Certificate issuer;
    private final X509Certificate certificate;
    private final HttpServer server;
    private final AtomicLong serial = new AtomicLong(1);
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean away;
    private volatile boolean qualified;

    /** Begins to answer on a free port; the certificate lies in that file. */
    public TestTimeAuthority(Path certificateFile) throws Exception {
        KeyPair root = pair();
        issuer = certificate("CN=Test Issuer", root, "CN=Test Issuer", root, true);
        certificate = certificate("CN=Test Time", key, "CN=Test Issuer", root, false);
        Files.writeString(
                certificateFile,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(issuer.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Its clock is wrong from now on, by so much. */
    public void runAhead(Duration by) {
        ahead = by;
    }

    /** It answers with an error, or answers again. */
    public void goAway(boolean gone) {
        away = gone;
    }

    /** It says of its stamps that they are qualified (ETSI EN 319 422). */
    public void sayQualified() {
        qualified = true;
    }

    /** What it says to a query. */
    public byte[] reply(byte[] query) throws Exception {
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", key.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                POLICY);
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generateGrantedResponse(
                        new TimeStampRequest(query),
                        BigInteger.valueOf(serial.getAndIncrement()),
                        Date.from(Instant.now().plus(ahead)),
                        "granted",
                        qualified ? statements("1.3.6.1.5.5.7.11.2", "0.4.0.19422.1.1") : null)
                .getEncoded();
    }

    private static Extensions statements(String... said) throws IOException {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (String one : said) all.add(new DERSequence(new ASN1ObjectIdentifier(one)));
        return new Extensions(new Extension(Extension.qCStatements, false, new DERSequence(all).getEncoded()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] reply = away ? new byte[0] : reply(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(away ? 503 : 200, reply.length);
            exchange.getResponseBody().write(reply);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static X509Certificate certificate(String subject, KeyPair of, String by, KeyPair signer, boolean authority)
            throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(by),
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(YEARS)),
                new X500Name(subject),
                of.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!authority)
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
