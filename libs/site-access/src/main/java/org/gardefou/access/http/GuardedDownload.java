package org.gardefou.access.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Fetches something large from an address that somebody named, as a stream. Where it leads is decided by the {@link AddressGuard}, and the connection
 * is made to exactly the address that the guard has let through. Redirects are not followed: name the address that they lead to.
 */
public final class GuardedDownload {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Without an answer, or without the next bytes of it. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final AddressGuard guard;
    private final Duration patience;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("download-alarms").factory());

    /**
     * Downloads behind a guard.
     *
     * @param patience for all of one download
     * @param agent how it names itself
     */
    public GuardedDownload(AddressGuard guard, Duration patience, String agent) {
        this.guard = guard;
        this.patience = patience;
        this.client = PinnedClient.create(new ProbeLimits(CONNECT, SILENCE, 0), null, agent);
    }

    /**
     * The body of an answer with status 200; whoever reads it closes it.
     *
     * @param bearer a token to be sent, only over https; null: none
     * @throws IOException what went wrong, in words for whoever named the address
     */
    public InputStream open(URI address, @Nullable String bearer) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if ((!tls && !scheme.equals("http")) || address.getHost() == null) {
            throw new IOException("it is not an http or https address with a host");
        }
        if (bearer != null && !tls) throw new IOException("a token is sent over https only");
        InetAddress pinned = guard.permitted(address.getHost()).getFirst();
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        HttpGet get = new HttpGet(address);
        if (bearer != null) get.setHeader("Authorization", "Bearer " + bearer.strip());
        ScheduledFuture<?> alarm = alarms.schedule(get::abort, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response =
                    client.executeOpen(new HttpHost(scheme, pinned, address.getHost(), port), get, null);
            if (response.getCode() != 200 || response.getEntity() == null) {
                response.close();
                throw new IOException("it answers with status " + response.getCode()
                        + (response.getCode() / 100 == 3 ? "; redirects are not followed" : ""));
            }
            return new Body(response.getEntity().getContent(), get, response, alarm);
        } catch (IOException | RuntimeException e) {
            alarm.cancel(false);
            get.abort();
            throw e;
        }
    }

    /** Leaves the connection when it is closed, wherever it stands. */
    private static final class Body extends FilterInputStream {

        private final HttpGet get;
        private final ClassicHttpResponse response;
        private final ScheduledFuture<?> alarm;

        Body(InputStream in, HttpGet get, ClassicHttpResponse response, ScheduledFuture<?> alarm) {
            super(in);
            this.get = get;
            this.response = response;
            this.alarm = alarm;
        }

        @Override
        public void close() {
            alarm.cancel(false);
            get.abort();
            try {
                response.close();
            } catch (IOException e) {
                // What was wanted of the answer has been read.
            }
        }
    }
}
