package org.gardefou.restic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Private keys for repositories over SFTP, each held by an {@code ssh-agent} of ours: in no file, no argument and no variable of
 * restic, and out of the reach of a backup that a customer leads astray. An agent ends with this process.
 */
public final class SshAgents {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long STEP_MILLIS = 20;

    private static final Map<String, Agent> AGENTS = new HashMap<>();

    private SshAgents() {}

    private record Agent(Process process, Path socket) {}

    /**
     * The access with what restic's {@code ssh} needs to log in.
     *
     * @throws IOException when there is no agent to be had, or it does not take the key
     */
    public static RepositoryAccess over(RepositoryAccess access, SshLogin login) throws IOException {
        Path socket = agent(login.privateKey());
        Path known = knownHosts(access.cacheDirectory(), login);
        String command = String.join(
                " ",
                "ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=yes -o GlobalKnownHostsFile=none",
                "-o 'UserKnownHostsFile=" + known + "'",
                "-o IdentityFile=none -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4",
                "-p " + login.port(),
                "-l " + login.user(),
                "-s -- " + login.host() + " sftp");
        Map<String, String> environment = new HashMap<>(access.environment());
        environment.put("SSH_AUTH_SOCK", socket.toString());
        Map<String, String> options = new HashMap<>(access.options());
        options.put("sftp.command", command);
        return access.withEnvironment(environment).withOptions(options);
    }

    /** Beside restic's cache, where a confined restic may read. */
    private static Path knownHosts(Path cache, SshLogin login) throws IOException {
        String text = login.knownHosts();
        Path folder = Files.createDirectories(cache.resolve("gardefou-ssh"));
        Path file = folder.resolve("known-hosts-" + digest(text));
        // restic reads its options as comma-separated values, and splits the command as a shell would.
        if (file.toString().matches(".*[\"',\\\\\\p{Cntrl}].*")) {
            throw new IOException(
                    "The path of restic's cache must be without quotes, commas and backslashes: " + cache);
        }
        if (Files.exists(file)) return file;
        Path whole = Files.createTempFile(folder, "new", "");
        Files.writeString(whole, text);
        return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static synchronized Path agent(String privateKey) throws IOException {
        String name = digest(privateKey);
        Agent known = AGENTS.get(name);
        if (known != null && known.process().isAlive()) return known.socket();
        Agent fresh = start();
        try {
            add(fresh.socket(), privateKey);
        } catch (IOException e) {
            fresh.process().destroy();
            throw e;
        }
        AGENTS.put(name, fresh);
        return fresh.socket();
    }

    /** It ends with the program that it is started for; that one ends with its input, which is ours. */
    private static Agent start() throws IOException {
        Path folder = Files.createTempDirectory(
                "gf-ssh", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        folder.toFile().deleteOnExit();
        Path socket = folder.resolve("agent");
        socket.toFile().deleteOnExit();
        Process process = new ProcessBuilder(program("ssh-agent"), "-a", socket.toString(), program("cat"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!Files.exists(socket)) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    process.destroy();
                    throw new IOException("ssh-agent does not start; see whether " + folder + " can be written to");
                }
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return new Agent(process, socket);
    }

    private static void add(Path socket, String privateKey) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program("ssh-add"), "-q", "-")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        builder.environment().put("SSH_ASKPASS_REQUIRE", "never");
        Process process = builder.start();
        try {
            try (var in = process.getOutputStream()) {
                in.write((privateKey.strip() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        throw new IOException(
                "ssh-add does not take the private key: it must be in OpenSSH's form and without a passphrase");
    }

    private static String program(String name) throws IOException {
        return Restic.onPath(name)
                .orElseThrow(() ->
                        new IOException("There is no " + name + " on the PATH of this process: install openssh-client"))
                .toString();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
