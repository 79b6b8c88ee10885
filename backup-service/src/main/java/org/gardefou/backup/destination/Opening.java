package org.gardefou.backup.destination;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.SshAgents;
import org.gardefou.restic.SshLogin;
import org.jspecify.annotations.Nullable;

/**
 * All that it takes to reach a place, secrets included: not to be stored or logged.
 *
 * @param location as restic takes it, with user and password where the place wants them
 * @param environment variables for restic: the credentials of a bucket
 * @param ssh how a server is logged in to; null where that is not over SSH
 * @param uploadKib KiB a second, 0 for as much as there is
 */
public record Opening(
        String location,
        Map<String, String> environment,
        @Nullable SshLogin ssh,
        int uploadKib,
        int downloadKib) {

    /** Of a place that needs no secrets. */
    static Opening plain(String location) {
        return new Opening(location, Map.of(), null, 0, 0);
    }

    /** What restic needs. */
    public RepositoryAccess access(RepositoryPassword password, Path cache) throws IOException {
        RepositoryAccess access = RepositoryAccess.of(location, password, cache)
                .withEnvironment(environment)
                .withBandwidth(uploadKib, downloadKib);
        // Else its library tries each request ten times by itself, and says nothing of it; restic tries again, and
        // tells.
        if (location.startsWith("s3:")) access = access.withOptions(Map.of("s3.retries", "2"));
        return ssh == null ? access : SshAgents.over(access, ssh);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Opening" + environment.keySet();
    }
}
