package org.gardefou.backup.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.backup.destination.Storage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A server of restic's REST protocol on our loopback, for one repository and one run, with a password of its own. It lets in what is
 * whole: a file whose name is the SHA-256 of its content. It lets nothing out but reading, and deletes the locks of this run alone.
 */
public final class Gate implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST_TYPE = "application/vnd.x.restic.rest.v2";
    private static final String USER = "run";
    private static final int PASSWORD_BYTES = 32;
    private static final int BACKLOG = 50;

    /** restic's largest pack has 128 MiB (--pack-size); its indexes are smaller. Whoever sends more wants to fill our disk. */
    private static final long LARGEST = 160L * 1024 * 1024;

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");

    static {
        // Else each answer waits 40 ms for an acknowledgement that the other side holds back (Nagle's algorithm).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Storage storage;
    private final String repository;
    private final LockJournal locks;
    private final Path scratch;
    private final String password;
    private final byte[] login;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable IOException trouble;

    private Gate(Storage storage, String repository, LockJournal locks, Path scratch) throws IOException {
        this.storage = storage;
        this.repository = repository;
        this.locks = locks;
        this.scratch = Files.createDirectories(scratch);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch)) {
            for (Path part : left) Files.deleteIfExists(part);
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        this.login = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString((USER + ":" + password).getBytes(StandardCharsets.US_ASCII)))
                .getBytes(StandardCharsets.US_ASCII);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Opens it, and clears away the locks that earlier runs left because they or this service were killed.
     *
     * @param storage closed with the gate
     * @param journals the folder in which locks are noted; outlives this process
     * @param scratch a folder for this repository alone, in which what comes in waits until it is whole
     */
    public static Gate of(Storage storage, String repository, Path journals, Path scratch) throws IOException {
        try {
            LockJournal locks = new LockJournal(journals, repository);
            locks.clear(storage, repository);
            return new Gate(storage, repository, locks, scratch);
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Clears away the locks that earlier runs left, if there are any. */
    public static void clear(Opener opener, String repository, Path journals) throws IOException {
        LockJournal locks = new LockJournal(journals, repository);
        if (locks.isEmpty()) return;
        try (Storage storage = opener.open()) {
            locks.clear(storage, repository);
        }
    }

    /** Opens a storage. */
    public interface Opener {
        Storage open() throws IOException;
    }

    /** The port of our loopback. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** How restic reaches the repository, password included, where a port of its loopback leads here. */
    public String location(int there) {
        return "rest:http://" + USER + ":" + password + "@127.0.0.1:" + there + "/";
    }

    /** The last thing that the storage behind it refused; null when there was none. */
    public @Nullable IOException trouble() {
        return trouble;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                String given = exchange.getRequestHeaders().getFirst("Authorization");
                if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), login)) {
                    status(exchange, 401);
                    return;
                }
                Wanted wanted = Wanted.of(exchange.getRequestURI().getPath()).orElse(null);
                if (wanted == null) {
                    status(exchange, 403);
                    return;
                }
                switch (exchange.getRequestMethod()) {
                    case "HEAD" -> head(exchange, wanted);
                    case "GET" -> {
                        if (wanted.isList()) list(exchange, wanted);
                        else get(exchange, wanted);
                    }
                    case "POST" -> post(exchange, wanted);
                    case "DELETE" -> delete(exchange, wanted);
                    default -> status(exchange, 405);
                }
            } catch (IOException e) {
                trouble = e;
                LOG.infof("A request to repository %s failed: %s", repository, e.getMessage());
                if (exchange.getResponseCode() < 0) status(exchange, 500);
            }
        }
    }

    private void head(HttpExchange exchange, Wanted wanted) throws IOException {
        long size = wanted.isList() ? -1 : storage.size(wanted.in(repository));
        if (size >= 0) exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
        status(exchange, size < 0 ? 404 : 200);
    }

    private void list(HttpExchange exchange, Wanted wanted) throws IOException {
        List<Map<String, Object>> names = storage.list(repository, wanted.folder()).entrySet().stream()
                .map(entry -> Map.<String, Object>of("name", entry.getKey(), "size", entry.getValue()))
                .toList();
        byte[] body = JSON.writeValueAsBytes(names);
        exchange.getResponseHeaders().set("Content-Type", LIST_TYPE);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void get(HttpExchange exchange, Wanted wanted) throws IOException {
        long size = storage.size(wanted.in(repository));
        if (size < 0) {
            status(exchange, 404);
            return;
        }
        Headers headers = exchange.getRequestHeaders();
        String asked = headers.getFirst("Range");
        Matcher range = RANGE.matcher(asked == null ? "bytes=0-" : asked);
        long from = range.matches() ? Long.parseLong(range.group(1)) : size;
        String last = range.matches() ? range.group(2) : null;
        long until = last == null ? size : Math.min(size, Long.parseLong(last) + 1);
        if (from > until || from == size && size > 0) {
            status(exchange, 416);
            return;
        }
        try (InputStream part = storage.read(wanted.in(repository), from, until - from)) {
            if (asked != null)
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (until - 1) + "/" + size);
            exchange.sendResponseHeaders(asked == null ? 200 : 206, until == from ? -1 : until - from);
            part.transferTo(exchange.getResponseBody());
        }
    }

    private void post(HttpExchange exchange, Wanted wanted) throws IOException {
        if (!wanted.mayBeAdded()) {
            status(exchange, 403);
            return;
        }
        Path part = Files.createTempFile(scratch, "in-", "");
        try {
            MessageDigest hash = sha256();
            if (!take(new DigestInputStream(exchange.getRequestBody(), hash), part)) {
                status(exchange, 413);
                return;
            }
            if (!HexFormat.of().formatHex(hash.digest()).equals(wanted.name())) {
                status(exchange, 400);
                return;
            }
            if (wanted.isLock()) locks.coming(wanted.name());
            storage.write(wanted.in(repository), part);
            status(exchange, 200);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Whether it was no larger than what restic makes. */
    private static boolean take(InputStream from, Path part) throws IOException {
        try (OutputStream to = Files.newOutputStream(part)) {
            byte[] buffer = new byte[64 * 1024];
            long taken = 0;
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                taken += read;
                if (taken > LARGEST) return false;
                to.write(buffer, 0, read);
            }
            return true;
        }
    }

    private void delete(HttpExchange exchange, Wanted wanted) throws IOException {
        if (!wanted.isLock() || !locks.has(wanted.name())) {
            status(exchange, 403);
            return;
        }
        storage.delete(wanted.in(repository));
        status(exchange, 200);
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Nobody comes in any more; the locks of the run that are left are deleted. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        // A request that is being answered may still add a lock.
        threads.shutdownNow();
        threads.close();
        try (storage) {
            locks.clear(storage, repository);
        }
    }
}
