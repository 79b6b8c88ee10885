package org.gardefou.backup.export;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What opens the download of an export without a token of the API: known by the hash of its secret alone. */
@Entity
@Table(name = "export_link")
class ExportLink {

    @Id
    @Column(name = "token_sha256")
    private String tokenSha256;

    private UUID export;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "first_used_at")
    @Nullable private Instant firstUsedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ExportLink() {}

    ExportLink(LinkToken token, UUID export, Instant expiresAt) {
        this.tokenSha256 = token.sha256();
        this.export = export;
        this.expiresAt = expiresAt;
    }

    boolean open(Instant now) {
        return now.isBefore(expiresAt);
    }

    void used(Instant now) {
        if (firstUsedAt == null) firstUsedAt = now;
    }

    String tokenSha256() {
        return tokenSha256;
    }

    UUID export() {
        return export;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
