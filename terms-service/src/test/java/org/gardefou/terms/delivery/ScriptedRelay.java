package org.gardefou.terms.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A relay that answers each command as a test says, may hang up after one, and keeps what it heard. Any password but one is wrong. */
final class ScriptedRelay implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    /** Where a reply would stand: the relay hangs up without one. */
    static final String NOTHING = "";

    private static final String GREETING = "GREETING";
    private static final String END = ".";

    private final ServerSocket socket;
    private final @Nullable SSLContext tls;
    private final Map<String, String> replies = new ConcurrentHashMap<>(Map.of(
            GREETING,
            "220 relay ESMTP",
            "EHLO",
            "250-relay\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            "MAIL",
            "250 2.1.0 Ok",
            "RCPT",
            "250 2.1.5 Ok",
            "DATA",
            "354 End data with <CR><LF>.<CR><LF>",
            END,
            "250 2.0.0 Ok: queued as 4Z1",
            "RSET",
            "250 2.0.0 Ok",
            "QUIT",
            "221 2.0.0 Bye"));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private volatile String lastWord = "QUIT";

    /** @param tls that it can change to when asked (STARTTLS); null: it cannot */
    ScriptedRelay(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        this.socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        if (tls != null) reply("EHLO", "250-relay\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250 8BITMIME");
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What it answers to a command (its first word), or to the end of a mail (a dot). */
    ScriptedRelay reply(String to, String words) {
        replies.put(to, words);
        return this;
    }

    /** It answers that, and breaks the connection at once. */
    ScriptedRelay hangUpAfter(String command) {
        lastWord = command;
        return this;
    }

    /** What was said to it, each mail apart. */
    List<String> heard() {
        return heard;
    }

    List<String> mails() {
        return mails;
    }

    private void serve() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void talk(Socket client) {
        try (client) {
            // To break a connection is to reset it: nothing that the other side still says is taken.
            client.setSoLinger(true, 0);
            client.setTcpNoDelay(true);
            if (!answer(client, GREETING)) return;
            talkOn(client);
        } catch (IOException e) {
            // The other side has gone: that is what some of the tests are about.
        }
    }

    private void talkOn(Socket client) throws IOException {
        BufferedReader from =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = from.readLine()) != null) {
            heard.add(line);
            String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            if (command.equals("STARTTLS") && tls != null) {
                send(client, "220 2.0.0 Ready");
                talkOn(secured(client, tls));
                return;
            }
            if (command.equals("AUTH")) {
                send(client, right(line) ? "235 2.7.0 Ok" : "535 5.7.8 Authentication credentials invalid");
                continue;
            }
            if (!answer(client, command)) return;
            if (command.equals("DATA") && replies.getOrDefault("DATA", "").startsWith("354")) {
                StringBuilder mail = new StringBuilder();
                while ((line = from.readLine()) != null && !line.equals(END))
                    mail.append(line).append('\n');
                if (line == null) return;
                mails.add(mail.toString());
                if (!answer(client, END)) return;
            }
        }
    }

    private static boolean right(String auth) {
        String said = new String(
                java.util.Base64.getDecoder().decode(auth.substring("AUTH PLAIN ".length())), StandardCharsets.UTF_8);
        return said.endsWith("\0" + PASSWORD);
    }

    private static Socket secured(Socket client, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    /** Whether the talk goes on. */
    private boolean answer(Socket client, String to) throws IOException {
        String words = replies.getOrDefault(to, "500 5.5.1 Unknown command");
        if (words.equals(NOTHING)) return false;
        send(client, words);
        return !to.equals(lastWord);
    }

    private static void send(Socket client, String words) throws IOException {
        client.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
