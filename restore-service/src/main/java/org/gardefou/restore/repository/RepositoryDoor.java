package org.gardefou.restore.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.trace.Trace;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.SshAgents;
import org.gardefou.restic.SshLogin;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.DataConfig;
import org.jspecify.annotations.Nullable;

/** Asks backup-service for a site's repository and opens it. The key is kept in memory, for one run of a step. */
@ApplicationScoped
public class RepositoryDoor {

    private static final Text AWAY = new Text(
            "Le service de sauvegarde ne répond pas ; la restauration attend et réessaie. (%s)",
            "The backup service does not answer; the restore waits and tries again. (%s)");
    private static final Text REFUSED = new Text(
            "Le service de sauvegarde refuse l'accès au dépôt ; l'hébergeur doit vérifier le jeton du service de restauration. (%s)",
            "The backup service refuses access to the repository; the hoster must check the restore service's token. (%s)");

    private static final Text NONE = new Text(
            "Le service de sauvegarde ne connaît aucun dépôt pour ce site ; lancez d'abord une sauvegarde.",
            "The backup service knows no repository of this site; run a backup first.");

    private final RepositoryConfig config;
    private final Path cache;
    private final ObjectMapper json;
    private final HttpClient client;

    RepositoryDoor(RepositoryConfig config, DataConfig own, ObjectMapper json) {
        this.config = config;
        this.cache = own.directory().resolve("restic-cache").toAbsolutePath();
        this.json = json;
        this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /** What is asked of backup-service. */
    record AccessRequest(UUID site) {}

    /** What it answers. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Access(
            String location,
            String password,
            @Nullable Map<String, String> environment,
            @Nullable Login ssh,
            @Nullable Map<String, String> snapshots,
            @Nullable Integer uploadKib,
            @Nullable Integer downloadKib) {

        /** Without the secrets: records print their fields. */
        @Override
        public String toString() {
            return "Access";
        }
    }

    /** How a server over SSH is logged in to. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Login(String user, String host, int port, String privateKey, String hostKeys) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Login[" + host + "]";
        }
    }

    /** The repository of a site. What our own dead processes left locked is unlocked. */
    public ResticRepository open(UUID site) throws RestoreFailure, IOException, InterruptedException {
        Restic restic = Restic.find();
        Access access = access(site);
        Files.createDirectories(cache);
        RepositoryAccess reached = RepositoryAccess.of(
                        access.location(), RepositoryPassword.of(access.password()), cache)
                .withEnvironment(access.environment() == null ? Map.of() : access.environment())
                .withBandwidth(limit(access.uploadKib()), limit(access.downloadKib()));
        Login ssh = access.ssh();
        if (ssh != null) {
            reached = SshAgents.over(
                    reached, new SshLogin(ssh.user(), ssh.host(), ssh.port(), ssh.privateKey(), ssh.hostKeys()));
        }
        ResticRepository repository = restic.repository(reached);
        // The second repository's snapshots have ids of their own; all others know the first one's.
        if (access.snapshots() != null) repository = repository.holdingCopies(access.snapshots());
        repository.unlockOwnDead();
        return repository;
    }

    private static int limit(@Nullable Integer kib) {
        return kib == null ? 0 : kib;
    }

    private Access access(UUID site) throws RestoreFailure, InterruptedException {
        String problem = "";
        for (int attempt = 1; attempt <= config.tries(); attempt++) {
            try {
                HttpResponse<String> answer = client.send(request(site), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200 || answer.statusCode() == 201) {
                    return json.readValue(answer.body(), Access.class);
                }
                if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                    throw new RestoreFailure(
                            FailureCode.REPOSITORY_REFUSED, REFUSED.with("HTTP " + answer.statusCode()));
                }
                if (answer.statusCode() == 404) {
                    throw new RestoreFailure(FailureCode.REPOSITORY_MISSING, NONE);
                }
                problem = "HTTP " + answer.statusCode();
            } catch (IOException e) {
                // The body of a good answer holds the key, so what was read is never part of the message.
                problem = e.getClass().getSimpleName();
            }
            if (attempt < config.tries()) {
                java.util.concurrent.TimeUnit.NANOSECONDS.sleep(config.pause().toNanos());
            }
        }
        throw new RestoreFailure(FailureCode.BACKUP_SERVICE_AWAY, AWAY.with(problem));
    }

    private HttpRequest request(UUID site) throws IOException, RestoreFailure {
        String token;
        try {
            token = Files.readString(config.tokenFile()).strip();
        } catch (IOException e) {
            throw new RestoreFailure(
                    FailureCode.REPOSITORY_REFUSED,
                    REFUSED.with("gardefou.backups.token-file: " + config.tokenFile() + " cannot be read"),
                    e);
        }
        URI endpoint = URI.create(config.url().toString().replaceFirst("/+$", "") + "/backups/v1/repository-access");
        return HttpRequest.newBuilder(endpoint)
                .timeout(config.timeout())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("traceparent", Trace.current().traceparent())
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(new AccessRequest(site))))
                .build();
    }
}
