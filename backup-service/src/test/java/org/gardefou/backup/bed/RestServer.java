package org.gardefou.backup.bed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.gardefou.local.process.FreePorts;

/** A real server of restic's REST protocol (rclone), over a folder. */
public final class RestServer implements AutoCloseable {
    public static final String USER = "coffre";
    public static final String PASSWORD = "rest p@ss/word only for this test";

    public final Path data;
    private final int port;
    private final Process process;

    private RestServer(Path data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    public static RestServer start() {
        try {
            Path place = Files.createTempDirectory(Path.of(System.getProperty("gardefou.data.directory")), "rest");
            Path data = Files.createDirectory(place.resolve("data"));
            int port = FreePorts.find(1).getFirst();
            Files.writeString(place.resolve("htpasswd"), USER + ":{SHA}" + sha1(PASSWORD) + "\n");
            return start(data, port, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same place, where nothing can be deleted any more. */
    public RestServer appendOnly() {
        close();
        return start(data, port, List.of("--append-only"));
    }

    /** As after the machine was started anew: it keeps in mind what it has seen. */
    public RestServer again() {
        close();
        return start(data, port, List.of());
    }

    private static RestServer start(Path data, int port, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                "rclone",
                "serve",
                "restic",
                "--config=",
                "--addr=127.0.0.1:" + port,
                "--htpasswd=" + data.resolveSibling("htpasswd")));
        command.addAll(more);
        command.add(data.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolveSibling("log").toFile())
                    .start();
            RestServer server = new RestServer(data, port, process);
            await().atMost(Api.SOON).until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As a destination names it. */
    public String location() {
        return "http://127.0.0.1:" + port + "/depots";
    }

    private static String sha1(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
