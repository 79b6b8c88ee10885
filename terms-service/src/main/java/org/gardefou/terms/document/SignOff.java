package org.gardefou.terms.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.MultiLine;
import org.hibernate.annotations.Immutable;

/** Somebody takes it on themselves that a version is published in spite of a warning. */
@Entity
@Immutable
@Table(name = "sign_off")
class SignOff {

    /** A version and a rule. */
    @Embeddable
    record Key(@Column(name = "terms_version") UUID edition, String rule) implements Serializable {}

    /**
     * A sign-off to be, and as it is answered.
     *
     * @param name the person who takes it on themselves: counsel, or whoever decides
     */
    @Schema(name = "SignOff")
    record Signed(
            @NotBlank @Size(max = 100) @Schema(examples = "FR-B2C-08")
            String rule,

            @NotBlank @Size(max = 200) @Schema(examples = "Maître Claire Aubry")
            String name,

            @NotBlank @MultiLine
            @Size(max = 2_000) @Schema(examples = "Relu le 12 novembre 2026 : la phrase longue cite la loi mot pour mot.")
            String reason) {}

    @EmbeddedId
    private Key key;

    private String name;
    private String reason;

    @Column(name = "account") // read by queries only
    private String account;

    @Column(name = "at") // read by queries only
    private Instant at;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected SignOff() {}

    /** @param account of whoever sent it */
    SignOff(UUID edition, Signed signed, String account, Instant at) {
        this.key = new Key(edition, signed.rule());
        this.name = signed.name();
        this.reason = signed.reason();
        this.account = account;
        this.at = at;
    }

    Signed view() {
        return new Signed(key.rule(), name, reason);
    }
}
