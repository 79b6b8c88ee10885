package org.gardefou.access.ssh;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.host.FreePort;

/** OpenSSH's own server on a free port of the loopback, as another machine: it lets our user in with one key. */
public final class Sshd implements AutoCloseable {
    public final int port;
    public final String privateKey;
    public final String hostKey;
    public final String fingerprint;
    private final Path folder;
    private final Map<Path, Path> others;
    private final Path config;
    private Process process;

    public Sshd(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /**
     * A machine that has other files than ours in some places; takes root.
     *
     * @param others by the places that they are seen in
     */
    public Sshd(Path folder, Map<Path, Path> others) throws IOException {
        this.folder = folder;
        this.others = Map.copyOf(others);
        Path host = keyPair("host");
        Path client = keyPair("client");
        this.privateKey = Files.readString(client);
        this.hostKey = Files.readString(folder.resolve("host.pub")).strip();
        this.fingerprint = printed("ssh-keygen", "-l", "-f", host.toString()).split(" ", -1)[1];
        this.port = FreePort.find();
        this.config = Files.writeString(
                folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                PidFile none
                # What stands in the start-up files of the account's shell is not about these tests.
                SetEnv HOME=/nonexistent
                Subsystem sftp internal-sftp
                """.formatted(port, host, folder.resolve("client.pub")));
        this.process = start();
    }

    private Process start() throws IOException {
        if (user().equals("root")) {
            // Debian's start script makes it; sshd puts its unprivileged part there.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        List<String> vector = new ArrayList<>();
        if (!others.isEmpty()) {
            StringBuilder mounts = new StringBuilder();
            others.forEach((place, file) -> mounts.append("mount --bind '%s' '%s' && ".formatted(file, place)));
            vector.addAll(List.of("unshare", "--mount", "sh", "-c", mounts + "exec \"$@\"", "sh"));
        }
        vector.addAll(List.of("/usr/sbin/sshd", "-D", "-e", "-f", config.toString()));
        Process started = new ProcessBuilder(vector)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> started.isAlive() && answers());
        return started;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static String user() {
        return System.getProperty("user.name");
    }

    public SshAccess access() {
        return new SshAccess("127.0.0.1", port, user(), privateKey, List.of(fingerprint));
    }

    /** Cuts all connections; new ones are let in. */
    public void cut() {
        List<ProcessHandle> connections = process.toHandle().children().toList();
        connections.forEach(ProcessHandle::destroyForcibly);
        connections.forEach(one -> one.onExit().join());
    }

    /** Nobody answers any more. */
    public void stop() {
        process.destroy();
        process.onExit().join();
        cut();
    }

    private Path keyPair(String name) throws IOException {
        Path file = folder.resolve(name);
        printed("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString());
        return file;
    }

    private static String printed(String... command) throws IOException {
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!started.waitFor(120, TimeUnit.SECONDS) || started.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return said.strip();
    }

    @Override
    public void close() {
        cut();
        process.destroy();
        process.onExit().join();
    }
}
