package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gardefou.backup.repository.RepositoryUnusable.What;
import org.gardefou.restic.RepositoryPassword;

/**
 * Passwords that are stored nowhere: each can be had again for as long as the site's own key is there, and tells nothing of it (HMAC-SHA-256, as the
 * extraction of RFC 5869). With the key they end.
 */
@ApplicationScoped
public class DerivedKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final RepositoryRows rows;
    private final Doors doors;

    DerivedKeys(RepositoryRows rows, Doors doors) {
        this.rows = rows;
        this.doors = doors;
    }

    /**
     * The password of a site for one purpose. Must not be called inside a transaction.
     *
     * @param purpose two are never the same
     * @throws RepositoryUnusable when the site's key is not to be had
     */
    public RepositoryPassword of(UUID site, String purpose) throws RepositoryUnusable {
        Repository known = QuarkusTransaction.requiringNew().call(() -> rows.findById(site));
        if (known == null) {
            throw new RepositoryUnusable(
                    What.NONE, "Site %s has no repository: its next backup makes one".formatted(site), null);
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(
                    new SecretKeySpec(doors.of(known).password().reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] derived = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            return RepositoryPassword.ofGenerated(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }
}
