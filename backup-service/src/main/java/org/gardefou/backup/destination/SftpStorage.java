package org.gardefou.backup.destination;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.gardefou.restic.SshLogin;
import org.jboss.logging.Logger;

/** Repositories on a server over SSH. No server is talked to but the one whose keys are known. */
final class SftpStorage implements Storage {

    private static final Logger LOG = Logger.getLogger(SftpStorage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SshClient client;
    private final ClientSession session;
    private final SftpClient sftp;
    private final String place;

    SftpStorage(SshLogin login, String place) throws IOException {
        this.place = place.replaceFirst("/+$", "");
        this.client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((_, _, key) ->
                HostKeys.parse(login.hostKeys()).stream().anyMatch(one -> KeyUtils.compareKeys(one, key)));
        // What stands in a home folder is not about this place.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.start();
        try {
            this.session = client.connect(login.user(), login.host(), login.port())
                    .verify(PATIENCE)
                    .getSession();
            for (KeyPair key : keys(login)) session.addPublicKeyIdentity(key);
            session.auth().verify(PATIENCE);
            this.sftp = SftpClientFactory.instance().createSftpClient(session);
        } catch (IOException | GeneralSecurityException e) {
            client.stop();
            throw e instanceof IOException io ? io : new IOException("The private key cannot be read", e);
        }
    }

    private static Iterable<KeyPair> keys(SshLogin login) throws IOException, GeneralSecurityException {
        return SecurityUtils.loadKeyPairIdentities(
                null,
                NamedResource.ofName("the private key"),
                new ByteArrayInputStream((login.privateKey().strip() + "\n").getBytes(StandardCharsets.UTF_8)),
                null);
    }

    @Override
    public long count(String repository, String folder) throws IOException {
        return count(path(repository, folder));
    }

    private long count(String path) throws IOException {
        long count = 0;
        for (SftpClient.DirEntry entry : entries(path)) {
            count += entry.getAttributes().isDirectory() ? count(path + "/" + entry.getFilename()) : 1;
        }
        return count;
    }

    @Override
    public void demandThere(String repository) throws IOException {
        if (!isThere(path(repository, ""))) throw Storage.away(path(repository, ""));
    }

    @Override
    public void delete(String repository, String folder) throws IOException {
        String path = path(repository, folder);
        if (!isThere(path)) return;
        deleteBelow(path);
        if (!folder.isEmpty()) sftp.rmdir(path);
    }

    private void deleteBelow(String path) throws IOException {
        for (SftpClient.DirEntry entry : entries(path)) {
            String below = path + "/" + entry.getFilename();
            if (entry.getAttributes().isDirectory()) {
                deleteBelow(below);
                sftp.rmdir(below);
            } else {
                sftp.remove(below);
            }
        }
    }

    @Override
    public void deleteFolder(String repository) {
        String path = path(repository, "");
        try {
            if (isThere(path)) sftp.rmdir(path);
        } catch (IOException e) {
            LOG.infof("An empty folder stays at %s: %s", path, e.getMessage());
        }
    }

    @Override
    public synchronized long size(File file) throws IOException {
        String path = path(file);
        return isThere(path) ? sftp.stat(path).getSize() : -1;
    }

    /** Whole in memory: restic asks for parts of packs, and one session answers one question after the other. */
    @Override
    public synchronized InputStream read(File file, long from, long length) throws IOException {
        try (InputStream all = sftp.read(path(file))) {
            all.skipNBytes(from);
            return new ByteArrayInputStream(length < 0 ? all.readAllBytes() : all.readNBytes(Math.toIntExact(length)));
        }
    }

    @Override
    public synchronized void write(File file, Path content) throws IOException {
        String path = path(file);
        String folder = path.substring(0, path.lastIndexOf('/'));
        if (!isThere(folder)) sftp.mkdir(folder);
        String part = path + "-tmp-" + Long.toString(System.nanoTime(), 36);
        try (OutputStream out = sftp.write(part)) {
            Files.copy(content, out);
        }
        if (isThere(path)) {
            sftp.remove(part);
            return;
        }
        sftp.rename(part, path);
    }

    @Override
    public synchronized void delete(File file) throws IOException {
        String path = path(file);
        if (isThere(path)) sftp.remove(path);
    }

    @Override
    public synchronized Map<String, Long> list(String repository, String folder) throws IOException {
        Map<String, Long> names = new TreeMap<>();
        String path = path(repository, folder);
        for (SftpClient.DirEntry entry : entries(path)) {
            if (!entry.getAttributes().isDirectory()) {
                names.put(entry.getFilename(), entry.getAttributes().getSize());
            } else if (File.hasFolders(folder)) {
                for (SftpClient.DirEntry one : entries(path + "/" + entry.getFilename()))
                    names.put(one.getFilename(), one.getAttributes().getSize());
            }
        }
        return names;
    }

    private String path(File file) {
        return path(file.repository(), file.path());
    }

    private boolean isThere(String path) throws IOException {
        try {
            sftp.lstat(path);
            return true;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) return false;
            throw e;
        }
    }

    private List<SftpClient.DirEntry> entries(String path) throws IOException {
        if (!isThere(path)) return List.of();
        return sftp.readEntries(path).stream()
                .filter(entry ->
                        !entry.getFilename().equals(".") && !entry.getFilename().equals(".."))
                .toList();
    }

    private String path(String repository, String folder) {
        return place + "/" + repository + (folder.isEmpty() ? "" : "/" + folder);
    }

    @Override
    public void close() throws IOException {
        try (sftp;
                session) {
            // Closed in this order.
        } finally {
            client.stop();
        }
    }
}
