package org.gardefou.access.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.gardefou.access.http.ProbeResult.Answered;
import org.gardefou.access.http.ProbeResult.Failed;
import org.gardefou.access.http.ProbeResult.Outcome;
import org.gardefou.access.http.ProbeResult.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a page as a visitor's browser does: redirects followed, cookies kept between them. Each hop's name is resolved
 * once, checked by the {@link AddressGuard}, and connected to by that address; name and certificate are still those of the
 * URL. Close it to let its thread go.
 */
public final class HttpProbe implements AutoCloseable {
    private static final int MOST_REDIRECTS = 10;

    private final AddressGuard guard;
    private final ProbeLimits limits;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-probe-alarm").factory());

    /**
     * A probe.
     *
     * @param trust whose authorities are believed; null for those of the Java runtime
     * @param agent what it calls itself in {@code User-Agent}
     */
    public HttpProbe(AddressGuard guard, ProbeLimits limits, @Nullable SSLContext trust, String agent) {
        this.guard = guard;
        this.limits = limits;
        this.client = PinnedClient.create(limits, trust, agent);
    }

    /** Looks at a URL, by the addresses of its name. */
    public ProbeResult get(String url) {
        return run(url, null);
    }

    /**
     * Looks at a URL on one server, whatever its name resolves to: how the site answers before DNS points to it. A
     * redirect to another name is followed by that name's own addresses.
     */
    public ProbeResult get(String url, InetAddress server) {
        return run(url, server);
    }

    private ProbeResult run(String url, @Nullable InetAddress server) {
        long start = System.nanoTime();
        List<Hop> hops = new ArrayList<>();
        Outcome outcome = follow(url, server, start + limits.total().toNanos(), hops);
        return new ProbeResult(List.copyOf(hops), outcome, Duration.ofNanos(System.nanoTime() - start));
    }

    private Outcome follow(String url, @Nullable InetAddress server, long deadline, List<Hop> hops) {
        HttpClientContext context = HttpClientContext.create();
        BasicCookieStore cookies = new BasicCookieStore();
        context.setCookieStore(cookies);
        Set<String> seen = new HashSet<>();
        String first = url;
        String at = url;
        while (true) {
            URI uri = parse(at);
            if (uri == null) {
                return new Failed(Problem.BAD_URL, at, "Not an http or https URL with a host: " + at);
            }
            // A page may lead back to itself once it has set a cookie; with the same cookies it does so for ever.
            if (!seen.add(uri + " " + cookies.getCookies())) {
                return new Failed(Problem.REDIRECT_LOOP, at, "The redirects lead round in a circle: " + chain(hops));
            }
            if (hops.size() > MOST_REDIRECTS) {
                return new Failed(
                        Problem.TOO_MANY_REDIRECTS, at, "More than " + MOST_REDIRECTS + " redirects: " + chain(hops));
            }
            boolean sameHost = server != null
                    && uri.getHost().equalsIgnoreCase(URI.create(first).getHost());
            Outcome outcome = request(uri, sameHost ? server : null, deadline, context, hops);
            String location = hops.isEmpty() ? null : hops.getLast().location();
            if (outcome instanceof Failed || location == null) {
                return outcome;
            }
            try {
                at = uri.resolve(location.strip().replace(" ", "%20")).toString();
            } catch (IllegalArgumentException e) {
                return new Failed(Problem.BAD_URL, location, "The redirect leads to no URL: " + location);
            }
        }
    }

    private Outcome request(
            URI uri, @Nullable InetAddress server, long deadline, HttpClientContext context, List<Hop> hops) {
        List<InetAddress> addresses;
        try {
            if (server != null && !guard.permits(server)) {
                throw new AddressRefusedException(
                        server.getHostAddress() + " is not a public address; if it is one of yours, allow its range.");
            }
            addresses = server == null ? guard.permitted(uri.getHost()) : List.of(server);
        } catch (UnknownHostException e) {
            return new Failed(Problem.NAME_NOT_FOUND, uri.toString(), uri.getHost() + " has no address.");
        } catch (AddressRefusedException e) {
            return new Failed(Problem.ADDRESS_REFUSED, uri.toString(), String.valueOf(e.getMessage()));
        }
        Outcome last = new Failed(Problem.TIMEOUT, uri.toString(), "No time was left for " + uri + ".");
        for (InetAddress address : addresses) {
            last = request(uri, address, deadline, context, hops, System.nanoTime());
            boolean nextMayAnswer = last instanceof Failed failed
                    && (failed.problem() == Problem.CONNECTION_REFUSED || failed.problem() == Problem.TIMEOUT);
            if (!nextMayAnswer || System.nanoTime() >= deadline) {
                return last;
            }
        }
        return last;
    }

    private Outcome request(
            URI uri, InetAddress address, long deadline, HttpClientContext context, List<Hop> hops, long start) {
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        // The address is pinned here: the client connects to it, and uses the name for Host, SNI and the certificate.
        HttpHost target = new HttpHost(uri.getScheme().toLowerCase(Locale.ROOT), address, uri.getHost(), port);
        HttpGet get = new HttpGet(uri);
        ScheduledFuture<?> alarm =
                alarms.schedule(get::abort, Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        try {
            return outcome(uri, address, client.executeOpen(target, get, context), get, context, hops, start);
        } catch (IOException e) {
            Problem problem = System.nanoTime() >= deadline ? Problem.TIMEOUT : ProbeFailures.problem(e);
            return new Failed(problem, uri.toString(), ProbeFailures.words(problem, uri, limits, e));
        } finally {
            alarm.cancel(false);
        }
    }

    private Outcome outcome(
            URI uri,
            InetAddress address,
            ClassicHttpResponse response,
            HttpGet get,
            HttpClientContext context,
            List<Hop> hops,
            long start)
            throws IOException {
        try {
            Header location = redirect(response.getCode()) ? response.getFirstHeader("Location") : null;
            hops.add(new Hop(
                    uri.toString(),
                    address.getHostAddress(),
                    response.getCode(),
                    location == null ? null : location.getValue(),
                    Duration.ofNanos(System.nanoTime() - start)));
            Answered answered = answered(response, location == null, context.getSSLSession());
            Instant ends = answered.certificateEnds();
            // A certificate that is trusted by itself is not asked for its time by Java; a browser asks.
            if (ends != null && ends.isBefore(Instant.now())) {
                return new Failed(
                        Problem.TLS_EXPIRED,
                        uri.toString(),
                        "The certificate of " + uri.getHost() + " ended at " + ends + ".");
            }
            return answered;
        } finally {
            leave(get, response);
        }
    }

    /** The connection is not used again, and the rest of a long body is not waited for: that it breaks off is our own doing. */
    private static void leave(HttpGet get, ClassicHttpResponse response) {
        get.abort();
        try {
            response.close();
        } catch (IOException e) {
            // What was wanted of the answer has been read.
        }
    }

    private Answered answered(ClassicHttpResponse response, boolean wanted, @Nullable SSLSession session)
            throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()));
        }
        byte[] body = new byte[0];
        boolean cut = false;
        Charset charset = StandardCharsets.UTF_8;
        HttpEntity entity = response.getEntity();
        if (entity != null && wanted) {
            InputStream in = entity.getContent();
            body = in.readNBytes(limits.maxBody());
            cut = body.length == limits.maxBody() && in.read() >= 0;
            charset = charset(entity.getContentType());
        }
        return new Answered(
                response.getCode(),
                Map.copyOf(headers),
                new String(body, charset),
                body.length,
                cut,
                session == null ? null : ends(session));
    }

    private static Charset charset(@Nullable String contentType) {
        try {
            ContentType type = contentType == null ? null : ContentType.parseLenient(contentType);
            Charset declared = type == null ? null : type.getCharset();
            return declared == null ? StandardCharsets.UTF_8 : declared;
        } catch (UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static @Nullable Instant ends(SSLSession session) throws SSLPeerUnverifiedException {
        return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                ? certificate.getNotAfter().toInstant()
                : null;
    }

    private static boolean redirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static @Nullable URI parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            boolean web = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
            if (!web || uri.getHost() == null || uri.getPort() > 65535) {
                return null;
            }
            // A fragment is never sent, and credentials in a URL are never used.
            return new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null).resolve(rest(uri));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String rest(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        // Two slashes at the beginning would be taken for a host.
        String safe = path.startsWith("//") ? "/" + path.replaceFirst("^/+", "") : path;
        return uri.getRawQuery() == null ? safe : safe + "?" + uri.getRawQuery();
    }

    private static String chain(List<Hop> hops) {
        return String.join(" -> ", hops.stream().map(Hop::url).toList());
    }

    @Override
    public void close() throws IOException {
        alarms.shutdownNow();
        client.close();
    }
}
