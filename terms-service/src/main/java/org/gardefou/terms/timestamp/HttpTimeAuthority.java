package org.gardefou.terms.timestamp;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;

/** An authority that is asked over HTTP (RFC 3161, section 3.4). */
final class HttpTimeAuthority implements TimeAuthority {

    private static final String QUERY = "application/timestamp-query";
    private static final String REPLY = "application/timestamp-reply";

    /** Ten times what an answer with its certificates takes. */
    private static final int LARGEST = 64 * 1024;

    private final String name;
    private final URI url;
    private final Path certificate;
    private final Duration timeout;
    private final HttpClient http;

    HttpTimeAuthority(String name, URI url, Path certificate, Duration timeout) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,31}"))
            throw new IllegalArgumentException(
                    "gardefou.time-stamps.authorities." + name + ": use small letters, digits and hyphens, 32 at most");
        this.name = name;
        this.url = url;
        this.certificate = certificate;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public X509Certificate certificate() throws IOException {
        try (InputStream pem = Files.newInputStream(certificate)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (CertificateException e) {
            throw new IOException(certificate + " holds no certificate in PEM", e);
        }
    }

    @Override
    public byte[] ask(byte[] query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", QUERY)
                .header("Accept", REPLY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] answer = body.readNBytes(LARGEST + 1);
            if (response.statusCode() != 200 || answer.length > LARGEST)
                throw new IOException(
                        name + " answered " + response.statusCode() + " with " + answer.length + " bytes");
            return answer;
        }
    }
}
