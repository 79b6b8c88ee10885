package org.gardefou.terms.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A mail relay that hands everything on to another server, but for some addresses does what relays do on bad days, by how the address begins:
 * {@code refused} never, {@code later} not at the first time, {@code never} not now and not later, {@code lost} takes the mail and the answer
 * gets lost the first time, {@code silent} the same each time, {@code brusque} takes it, says so and breaks the connection. It keeps each mail that it took as a file, byte for byte.
 */
final class TestRelay {

    private final ServerSocket socket;
    private final int behind;
    private final Path folder;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

    TestRelay(int behind, Path folder) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.behind = behind;
        this.folder = folder;
        Thread.ofPlatform().daemon().name("test-relay").start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (true) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                Socket server = new Socket("127.0.0.1", behind)) {
            new Talk(client, server).run();
        } catch (IOException e) {
            // The other side has gone: that is what some of the tests are about.
        }
    }

    private final class Talk {

        private final Socket client;
        private final BufferedReader fromClient;
        private final OutputStream toClient;
        private final BufferedReader fromServer;
        private final OutputStream toServer;
        private String recipient = "";

        Talk(Socket client, Socket server) throws IOException {
            this.client = client;
            fromClient = reader(client);
            toClient = client.getOutputStream();
            fromServer = reader(server);
            toServer = server.getOutputStream();
        }

        void run() throws IOException {
            answer(reply());
            String line;
            while ((line = fromClient.readLine()) != null) {
                String refusal = refusal(line);
                if (refusal != null) {
                    answer(refusal + "\r\n");
                    continue;
                }
                send(line);
                String reply = reply();
                answer(reply);
                if (line.startsWith("DATA") && reply.startsWith("354") && !data()) return;
            }
        }

        private @Nullable String refusal(String line) {
            if (!line.toUpperCase(java.util.Locale.ROOT).startsWith("RCPT TO:")) return null;
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            int times =
                    asked.computeIfAbsent(recipient, one -> new AtomicInteger()).incrementAndGet();
            if (recipient.startsWith("refused"))
                return "550 5.1.1 <" + recipient + ">: Recipient address rejected: User unknown";
            if (recipient.startsWith("never") || recipient.startsWith("later") && times == 1)
                return "451 4.7.1 <" + recipient + ">: Recipient address rejected: Greylisted";
            return null;
        }

        /** Whether the talk goes on. */
        private boolean data() throws IOException {
            StringBuilder mail = new StringBuilder();
            String line;
            while ((line = fromClient.readLine()) != null && !line.equals(".")) {
                send(line);
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            send(".");
            String reply = reply();
            int times =
                    taken.computeIfAbsent(recipient, one -> new AtomicInteger()).incrementAndGet();
            Files.write(
                    folder.resolve(recipient + "-" + times + ".eml"),
                    mail.toString().getBytes(StandardCharsets.ISO_8859_1));
            if (recipient.startsWith("lost") && times == 1 || recipient.startsWith("silent")) return false;
            answer(reply.startsWith("250") ? "250 2.0.0 Ok: queued as 4Z" + times + "\r\n" : reply);
            if (recipient.startsWith("brusque")) client.setSoLinger(true, 0);
            return !recipient.startsWith("brusque");
        }

        private String reply() throws IOException {
            StringBuilder reply = new StringBuilder();
            String line;
            while ((line = fromServer.readLine()) != null) {
                reply.append(line).append("\r\n");
                if (line.length() < 4 || line.charAt(3) == ' ') return reply.toString();
            }
            throw new IOException("The server has gone");
        }

        private void send(String line) throws IOException {
            toServer.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            toServer.flush();
        }

        private void answer(String lines) throws IOException {
            toClient.write(lines.getBytes(StandardCharsets.ISO_8859_1));
            toClient.flush();
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }
    }
}
