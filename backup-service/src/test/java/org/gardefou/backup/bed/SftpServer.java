package org.gardefou.backup.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SSH server with SFTP over a folder, for one account with one key. */
public final class SftpServer implements AutoCloseable {
    public static final String USER = "sauvegardes";

    public final Path data;
    public final String privateKey;
    public final String hostKey;
    private final Path host;
    private final PublicKey known;
    private SshServer server;
    private final int port;

    private SftpServer(Path place) throws IOException, GeneralSecurityException {
        this.data = Files.createDirectories(place.resolve("data"));
        this.host = keyPair(place.resolve("host"));
        Path client = keyPair(place.resolve("client"));
        this.privateKey = Files.readString(client);
        this.hostKey = publicKey(host);
        this.known = PublicKeyEntry.parsePublicKeyEntry(publicKey(client))
                .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
        this.server = serving(0);
        this.port = server.getPort();
    }

    private SshServer serving(int port) throws IOException {
        SshServer fresh = SshServer.setUpDefaultServer();
        fresh.setHost("127.0.0.1");
        fresh.setPort(port);
        fresh.setKeyPairProvider(new FileKeyPairProvider(host));
        fresh.setPublickeyAuthenticator((user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, known));
        fresh.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        fresh.setFileSystemFactory(new VirtualFileSystemFactory(data));
        fresh.start();
        return fresh;
    }

    /** Ends all connections, in the middle of whatever they are at, and takes no more. */
    public void cut() throws IOException {
        server.close(true).await(Duration.ofSeconds(10));
    }

    /** Where and as it was. */
    public void back() throws IOException {
        server = serving(port);
    }

    public static SftpServer start() {
        try {
            return new SftpServer(
                    Files.createTempDirectory(Path.of(System.getProperty("gardefou.data.directory")), "sftp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path keyPair(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString())
                .inheritIO()
                .start();
        if (process.onExit().join().exitValue() != 0) throw new IOException("ssh-keygen failed");
        return file;
    }

    /** Without the comment. */
    private static String publicKey(Path file) throws IOException {
        String[] words = Files.readString(file.resolveSibling(file.getFileName() + ".pub"))
                .split(" ");
        return words[0] + " " + words[1];
    }

    /** As a destination names it. */
    public String location() {
        return "sftp://" + USER + "@127.0.0.1:" + port + "/depots";
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
