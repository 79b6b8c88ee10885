package org.gardefou.backup.destination;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
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
