package org.gardefou.backup.destination;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gardefou.access.secret.DatabaseAdministration;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.secret.Secrets;
import org.gardefou.backup.source.SecretsConfig;
import org.gardefou.restic.ProcessTurns;
import org.gardefou.restic.SshLogin;
import org.jspecify.annotations.Nullable;

/** Puts secrets and places together, at the last moment and in memory only. */
@ApplicationScoped
public class Openings {

    private static final String SCHEME_END = "://";

    private final Secrets secrets;
    private final ConcurrentMap<UUID, ProcessTurns> turns = new ConcurrentHashMap<>();

    Openings(SecretsConfig config) {
        this.secrets = Secrets.in(config.directory());
    }

    /**
     * How a repository is reached.
     *
     * @param destination null: a place of the settings, which needs no secret
     * @throws SecretUnavailableException when the secret of the place is not to be had
     */
    public Opening of(@Nullable Destination destination, String location) throws IOException {
        if (destination == null) return Opening.plain(location);
        Map<String, String> environment = new HashMap<>();
        String reached = location;
        SshLogin ssh = null;
        String secret = destination.secret().orElse("");
        switch (destination.place().kind()) {
            case LOCAL -> {}
            case S3 -> {
                // The two lines user= and password=, as of a database's administration.
                DatabaseAdministration keys = secrets.databaseAdministration(secret);
                environment.put("AWS_ACCESS_KEY_ID", keys.user());
                environment.put("AWS_SECRET_ACCESS_KEY", keys.password());
                destination.region().ifPresent(region -> environment.put("AWS_DEFAULT_REGION", region));
            }
            case REST -> {
                if (!secret.isEmpty()) reached = named(location, secrets.databaseAdministration(secret));
            }
            case SFTP ->
                ssh = new SshLogin(
                        destination.place().user(),
                        destination.place().host(),
                        destination.place().port(),
                        secrets.get(secret).value(),
                        destination.hostKeys().orElse(""));
        }
        return new Opening(
                reached,
                environment,
                ssh,
                destination.uploadKib().orElse(0),
                destination.downloadKib().orElse(0));
    }

    /** restic before 0.16 takes user and password of a REST server in its address only; that is in a variable, and no argument. */
    static String named(String location, DatabaseAdministration login) {
        int behind = location.indexOf(SCHEME_END) + SCHEME_END.length();
        return location.substring(0, behind) + encoded(login.user()) + ":" + encoded(login.password()) + "@"
                + location.substring(behind);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The turns that all processes of ours at a place take; empty where any number may be at work. */
    public Optional<ProcessTurns> turns(@Nullable Destination destination) {
        if (destination == null || destination.parallel().isEmpty()) return Optional.empty();
        int most = destination.parallel().get();
        return Optional.of(turns.compute(
                destination.id(),
                (_, known) -> known != null && known.most() == most ? known : new ProcessTurns(most)));
    }
}
