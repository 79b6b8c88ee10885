package org.gardefou.access.ssh;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;

/** Asks a machine which key it shows, as {@code ssh-keyscan} does. Nobody logs in, and nothing is trusted by it. */
public final class HostKeyScan {
    private HostKeyScan() {}

    /** @throws SshException {@code UNREACHABLE} when nothing there speaks SSH */
    public static ShownHostKey of(String host, int port) throws SshException {
        CompletableFuture<ShownHostKey> shown = new CompletableFuture<>();
        SshClient client = SshConnection.client(
                (_, _, key) -> {
                    shown.complete(ShownHostKey.of(key));
                    return false;
                },
                List.of());
        try {
            var session = client.connect("nobody", SshConnection.address(host, port))
                    .verify(SshConnection.PATIENCE)
                    .getSession();
            session.addCloseFutureListener(
                    _ -> shown.completeExceptionally(new IOException("it ended the connection")));
            return shown.get(SshConnection.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw SshConnection.unreachable(host, port, e);
        } catch (ExecutionException | TimeoutException e) {
            throw SshConnection.unreachable(host, port, new IOException("it shows no key", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SshConnection.unreachable(host, port, new IOException("interrupted", e));
        } finally {
            client.stop();
        }
    }
}
