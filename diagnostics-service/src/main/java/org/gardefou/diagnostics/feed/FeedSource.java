package org.gardefou.diagnostics.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.gardefou.access.http.AddressGuard;
import org.gardefou.access.http.Cidr;
import org.gardefou.access.http.GuardedDownload;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.secret.Secrets;
import org.gardefou.diagnostics.check.ProbeConfig;
import org.jspecify.annotations.Nullable;

/** Opens what is to be imported: a file of the folder for feeds, or an address, behind the guard of the checks from the outside. */
@ApplicationScoped
class FeedSource {

    private final FeedConfig config;
    private final Secrets secrets;
    private final GuardedDownload downloads;
    private final Clock clock;

    FeedSource(FeedConfig config, ProbeConfig probe, FeedSecretsConfig secrets, Clock clock) {
        this.config = config;
        this.secrets = Secrets.in(secrets.directory());
        this.clock = clock;
        List<Cidr> allowed =
                probe.allowed().orElse(List.of()).stream().map(Cidr::of).toList();
        this.downloads = new GuardedDownload(AddressGuard.allowing(allowed), config.patience(), "Garde-fou");
    }

    /** @param fetchedAt when it was fetched, as far as that can be told: now, or when the file was written */
    record Opened(InputStream bytes, Instant fetchedAt) {}

    Opened open(FeedImport one) throws IOException {
        String address = one.address();
        return address == null ? file(String.valueOf(one.file())) : download(address, one.secret());
    }

    /** The name has no slash in it, and a link is not followed: the folder holds what was put there, and nothing else. */
    private Opened file(String name) throws IOException {
        Path file = config.folder().resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FeedRefused(
                    "Il n'y a pas de fichier %s dans le dossier des flux. Déposez-le dans %s, puis relancez l'import."
                            .formatted(name, config.folder()),
                    "There is no file %s in the folder for feeds. Put it into %s, then import it again."
                            .formatted(name, config.folder()));
        }
        return new Opened(
                Files.newInputStream(file), Files.getLastModifiedTime(file).toInstant());
    }

    private Opened download(String address, @Nullable String secret) throws IOException {
        try {
            String token = secret == null ? null : secrets.get(secret).value();
            return new Opened(downloads.open(URI.create(address), token), clock.instant());
        } catch (SecretUnavailableException e) {
            throw new FeedRefused(
                    "Le secret %s n'est pas lisible. Déposez-le dans le dossier des secrets, puis relancez l'import."
                            .formatted(secret),
                    "The secret %s cannot be read. Put it into the folder of secrets, then import again."
                            .formatted(secret));
        } catch (IOException e) {
            throw new FeedRefused(
                    "Le flux n'a pas pu être téléchargé : %s. Vérifiez l'adresse, puis relancez l'import ; l'ancien flux reste en place."
                            .formatted(e.getMessage()),
                    "The feed could not be downloaded: %s. Check the address, then import again; the old feed stays."
                            .formatted(e.getMessage()));
        }
    }
}
