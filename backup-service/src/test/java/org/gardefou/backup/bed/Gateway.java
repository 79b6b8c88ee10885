package org.gardefou.backup.bed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In front of a server that speaks HTTP: passes all on, until it is told to cut connections, or to refuse. */
public final class Gateway implements AutoCloseable {

    private static final int LONGEST_REQUEST_READ = 1 << 20;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,18})\r\n");

    private final int port;
    private final ServerSocket socket;
    private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.PASSES);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What becomes of a connection. */
    private enum Mood {
        PASSES(""),
        CUTS(""),
        DENIES("403 Forbidden"),
        FULL("507 Insufficient Storage");

        private final String status;

        Mood(String status) {
            this.status = status;
        }
    }

    private Gateway(int port) throws IOException {
        this.port = port;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Before the server that a location names. */
    public static Gateway before(String location) {
        try {
            return new Gateway(Integer.parseInt(location.replaceFirst("^http://[^:/]+:(\\d+).*$", "$1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The location through here. */
    public String through(String location) {
        return location.replace(":" + port, ":" + socket.getLocalPort());
    }

    public void passes() {
        now(Mood.PASSES);
    }

    /** All that goes on breaks off, and nothing new begins. */
    public void cuts() {
        now(Mood.CUTS);
    }

    /** Answers that this account may not. */
    public void denies() {
        now(Mood.DENIES);
    }

    /** Answers whoever writes that there is no room; reading and deleting go on. */
    public void isFull() {
        now(Mood.FULL);
    }

    private void now(Mood fresh) {
        mood.set(fresh);
        open.forEach(Gateway::close);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            switch (mood.get()) {
                case CUTS -> {}
                case PASSES -> pass(caller, new byte[0]);
                case DENIES -> refuse(caller, head(caller), Mood.DENIES.status);
                case FULL -> {
                    byte[] head = head(caller);
                    String method = new String(head, StandardCharsets.ISO_8859_1);
                    if (method.startsWith("PUT") || method.startsWith("POST")) {
                        refuse(caller, head, Mood.FULL.status);
                    } else {
                        pass(caller, once(caller, head));
                    }
                }
            }
        } catch (IOException e) {
            // Whoever cut it knows.
        } finally {
            open.remove(caller);
        }
    }

    private void pass(Socket caller, byte[] first) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(server);
            server.getOutputStream().write(first);
            Thread back = Thread.ofVirtual().start(() -> copy(server, caller));
            copy(caller, server);
            back.interrupt();
            open.remove(server);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them is gone, and with it the other.
        }
    }

    private static byte[] head(Socket caller) throws IOException {
        byte[] some = new byte[16];
        return java.util.Arrays.copyOf(some, Math.max(0, caller.getInputStream().read(some)));
    }

    /** The head of a request without a body, asking for the connection's end: the next one on it may be one that writes. */
    private static byte[] once(Socket caller, byte[] begun) throws IOException {
        return whole(caller, begun)
                .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String whole(Socket caller, byte[] begun) throws IOException {
        StringBuilder head = new StringBuilder(new String(begun, StandardCharsets.ISO_8859_1));
        while (head.length() < LONGEST_REQUEST_READ && head.indexOf("\r\n\r\n") < 0) {
            int next = caller.getInputStream().read();
            if (next < 0) break;
            head.append((char) next);
        }
        return head.toString();
    }

    /** Bytes that come behind a head and are worth waiting for. */
    private static int behind(String head) {
        Matcher length = LENGTH.matcher(head);
        // Who asks whether to go on waits for the answer.
        if (head.matches("(?s)(GET|HEAD|DELETE) .*")
                || head.toLowerCase(Locale.ROOT).contains("100-continue")) return 0;
        return length.find()
                ? (int) Math.min(Long.parseLong(length.group(1)), LONGEST_REQUEST_READ)
                : LONGEST_REQUEST_READ;
    }

    /** Reads what there is of the request: who is answered in the middle of his sending takes it for a broken line. */
    private static void refuse(Socket caller, byte[] head, String status) throws IOException {
        InputStream in = caller.getInputStream();
        int behind = behind(whole(caller, head));
        caller.setSoTimeout(2_000);
        try {
            in.readNBytes(behind);
        } catch (java.net.SocketTimeoutException e) {
            // That was all.
        }
        OutputStream out = caller.getOutputStream();
        String body = "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>".formatted(status);
        String answer =
                "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, body.length());
        out.write((answer + (new String(head, StandardCharsets.ISO_8859_1).startsWith("HEAD") ? "" : body))
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void close(Socket one) {
        try {
            one.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        now(Mood.CUTS);
    }
}
