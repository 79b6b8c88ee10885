package org.gardefou.support.guide;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A text of a guide as it stood from a moment on. It is never changed; the next one takes its place. */
@Entity
@Table(name = "guide_edition")
class GuideEdition {

    @Id
    private UUID id;

    private String key;
    private String locale;
    private int edition;
    private String title;
    private String summary;
    private String markdown;

    @Column(name = "plain_title")
    private String plainTitle;

    @Column(name = "plain_text")
    private String plainText;

    private String hash;

    @Nullable private String author;

    private Instant since;

    @Column(name = "withdrawn_at")
    @Nullable private Instant withdrawnAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected GuideEdition() {}

    /**
     * An edition.
     *
     * @param author who of the hoster wrote it; null: it was shipped
     */
    GuideEdition(UUID id, Guide guide, int edition, @Nullable String author, Instant since) {
        this.id = id;
        this.key = guide.key();
        this.locale = guide.locale();
        this.edition = edition;
        this.title = guide.title();
        this.summary = guide.summary();
        this.markdown = guide.markdown();
        this.plainTitle = PlainWords.of(guide.title() + " " + guide.key().replace('-', ' '));
        this.plainText = PlainWords.of(guide.summary() + " " + guide.markdown());
        this.hash = guide.hash();
        this.author = author;
        this.since = since;
    }

    UUID id() {
        return id;
    }

    int edition() {
        return edition;
    }

    String hash() {
        return hash;
    }

    /** Who of the hoster wrote it; empty: it was shipped. */
    Optional<String> author() {
        return Optional.ofNullable(author);
    }

    Instant since() {
        return since;
    }

    Optional<Instant> withdrawnAt() {
        return Optional.ofNullable(withdrawnAt);
    }

    void withdraw(Instant at) {
        this.withdrawnAt = at;
    }

    Guide guide() {
        return new Guide(key, locale, title, summary, markdown);
    }
}
