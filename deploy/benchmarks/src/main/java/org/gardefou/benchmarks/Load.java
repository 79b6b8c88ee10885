package org.gardefou.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A closed loop of POSTs over kept connections, written and read as bytes: on two cores the load must cost little beside what is
 * measured, and a general HTTP client costs as much as the service.
 */
final class Load {

    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int MOST_ROUNDS = 30;

    private final int port;
    private final String path;
    private final String type;
    private final String token;

    Load(int port, String path, String type, String token) {
        this.port = port;
        this.path = path;
        this.type = type;
        this.token = token;
    }

    /** Requests that were answered with success, over all connections. */
    record Done(long requests, double seconds) {
        double perSecond() {
            return requests / seconds;
        }
    }

    double perSecond(int connections, Duration time, Supplier<String> body) throws Exception {
        return run(connections, time, body).perSecond();
    }

    /**
     * Sends until it goes no faster: until four rounds in a row were no twentieth better than the best before, at most ten minutes. How
     * long the JVM's compilers take depends on the machine. Between the rounds they have it for themselves: on two cores they would
     * otherwise wait for what they are to make faster.
     */
    void warmUp(int connections, Supplier<String> body) throws Exception {
        System.out.print("  warming up:");
        double best = 0;
        int noBetter = 0;
        for (int round = 0; round < MOST_ROUNDS && noBetter < 4; round++) {
            double rate = perSecond(connections, ROUND, body);
            System.out.printf(" %.0f", rate);
            noBetter = rate > best * 1.05 ? 0 : noBetter + 1;
            best = Math.max(best, rate);
            Thread.sleep(ROUND);
        }
        System.out.println("/s");
    }

    Done run(int connections, Duration time, Supplier<String> body) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            long end = System.nanoTime() + time.toNanos();
            List<Callable<Long>> loops = new ArrayList<>();
            for (int i = 0; i < connections; i++) loops.add(() -> loop(end, body));
            long start = System.nanoTime();
            long done = 0;
            for (Future<Long> loop : threads.invokeAll(loops)) done += loop.get();
            return new Done(done, (System.nanoTime() - start) / 1e9);
        }
    }

    private long loop(long end, Supplier<String> body) throws IOException {
        long done = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            while (System.nanoTime() < end) {
                out.write(request(body.get()));
                out.flush();
                int status = readAnswer(in);
                if (status / 100 != 2) throw new IOException("Answered " + status);
                done++;
            }
        }
        return done;
    }

    private byte[] request(String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    private static int readAnswer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15))
                length = Integer.parseInt(header.substring(15).trim());
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("The connection ended");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }
}
