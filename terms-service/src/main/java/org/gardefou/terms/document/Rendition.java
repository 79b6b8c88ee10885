package org.gardefou.terms.document;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.hibernate.annotations.Immutable;

/** The exact bytes of a published version in one language, and their hash. */
@Entity
@Immutable
@Table(name = "terms_rendition")
public class Rendition {

    /** A version and a language. */
    @Embeddable
    record Key(@Column(name = "terms_version") UUID edition, String locale) implements Serializable {}

    @EmbeddedId
    private Key key;

    private byte[] content;
    private String sha256;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Rendition() {}

    Rendition(UUID edition, Language language, byte[] content) {
        this.key = new Key(edition, language.tag());
        this.content = content.clone();
        this.sha256 = Canonical.sha256(content);
    }

    /** The SHA-256 of the bytes, in lower-case hex. */
    public String sha256() {
        return sha256;
    }

    String locale() {
        return key.locale();
    }

    /** The bytes themselves: a page in HTML, in UTF-8. */
    public byte[] content() {
        return content.clone();
    }
}
