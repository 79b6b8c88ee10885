package org.gardefou.terms.page;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.gardefou.terms.acceptance.HostedAcceptances;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.risknotice.HostedNotices;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A link to a page: for one purpose, for a while, and where something is accepted, once. */
@Entity
@Table(name = "page_link")
class PageLink {

    /** What a link is for. */
    enum Purpose {
        /** One acceptance of the terms of a plan. */
        ACCEPTANCE,
        /** Reading and acknowledging the risk notices of a site, or one of them. */
        NOTICE
    }

    /** Where a link stands. */
    enum State {
        OPEN,
        USED,
        EXPIRED,
        REVOKED
    }

    @Id
    private UUID id;

    @Column(name = "token_sha256")
    private String tokenSha256;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    private UUID customer;
    private @Nullable UUID document;

    @Column(name = "terms_version")
    private @Nullable UUID version;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> contracts;

    private boolean ordering;
    private @Nullable UUID site;
    private @Nullable UUID notice;
    private String locale;
    private @Nullable UUID agent;
    private String capacity;

    @Column(name = "actor_name")
    private @Nullable String actorName;

    private @Nullable String session;
    private @Nullable String email;

    @Column(name = "sent_to")
    private @Nullable String sentTo;

    @Column(name = "return_to")
    private @Nullable String returnTo;

    @Enumerated(EnumType.STRING)
    @Column(name = "made_by")
    private Role madeBy;

    @Column(name = "made_by_subject")
    private @Nullable String madeBySubject;

    private @Nullable UUID connection;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    private @Nullable UUID acceptance;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected PageLink() {}

    /**
     * What a link is about.
     *
     * @param document whose terms are accepted
     * @param version of it; null: the one in force when the page is opened
     * @param ordering whether pressing the button orders something that costs
     * @param site whose notices are read
     * @param notice of them; null: all that are open
     */
    record Subject(
            Purpose purpose,
            UUID customer,
            @Nullable UUID document,
            @Nullable UUID version,
            List<UUID> contracts,
            boolean ordering,
            @Nullable UUID site,
            @Nullable UUID notice) {}

    /** Who has it made. */
    record Maker(Role role, String subject, @Nullable UUID connection) {}

    PageLink(UUID id, Token token, Subject subject, NewPageLink wanted, Maker maker, Instant now, Instant expiresAt) {
        this.id = id;
        this.tokenSha256 = token.sha256();
        this.purpose = subject.purpose;
        this.customer = subject.customer;
        this.document = subject.document;
        this.version = subject.version;
        this.contracts = List.copyOf(subject.contracts);
        this.ordering = subject.ordering;
        this.site = subject.site;
        this.notice = subject.notice;
        this.locale = wanted.locale().tag();
        this.agent = wanted.agent();
        this.capacity = wanted.by().capacity();
        this.actorName = wanted.by().name();
        this.session = wanted.session();
        this.sentTo = wanted.sentTo();
        this.email = wanted.email();
        this.returnTo = wanted.returnTo();
        this.madeBy = maker.role;
        this.madeBySubject = maker.subject;
        this.connection = maker.connection;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    State state(Instant now) {
        if (acceptance != null) return State.USED;
        if (revokedAt != null) return State.REVOKED;
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /** What it was for is done: it never serves again, and need not know any longer who acted. */
    void used(UUID by) {
        acceptance = by;
        forget();
    }

    /** Takes it back; of no effect on one that was used, expired or revoked. */
    void revoke(Instant now) {
        if (state(now) != State.OPEN) return;
        revokedAt = now;
        forget();
    }

    private void forget() {
        actorName = null;
        session = null;
        sentTo = null;
        email = null;
        madeBySubject = null;
    }

    /** Who acts; only asked of one that is open. */
    HostedAcceptances.Actor actor() {
        return new HostedAcceptances.Actor(
                madeBy,
                Objects.requireNonNull(madeBySubject),
                customer,
                agent,
                Objects.requireNonNull(actorName),
                capacity,
                session,
                sentTo);
    }

    /** To which address the papers of the acceptance are to be sent; only asked of one that is open. */
    Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** Whether what was accepted by it can be fetched still. */
    boolean lives(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** Who reads; only asked of one that is open. */
    HostedNotices.Person person() {
        return new HostedNotices.Person(
                madeBy,
                connection == null ? madeBy.group() : connection.toString(),
                Objects.requireNonNull(madeBySubject),
                Objects.requireNonNull(actorName));
    }

    UUID id() {
        return id;
    }

    Purpose purpose() {
        return purpose;
    }

    UUID customer() {
        return customer;
    }

    /** Only asked of one for an acceptance. */
    UUID document() {
        return Objects.requireNonNull(document);
    }

    Optional<UUID> version() {
        return Optional.ofNullable(version);
    }

    List<UUID> contracts() {
        return List.copyOf(contracts);
    }

    ButtonText button() {
        return ordering ? ButtonText.ORDER : ButtonText.ACCEPT;
    }

    /** Only asked of one for notices. */
    UUID site() {
        return Objects.requireNonNull(site);
    }

    Optional<UUID> notice() {
        return Optional.ofNullable(notice);
    }

    Language language() {
        return Language.of(locale).orElse(Language.FR);
    }

    String capacity() {
        return capacity;
    }

    @Nullable String actorName() {
        return actorName;
    }

    Optional<String> returnTo() {
        return Optional.ofNullable(returnTo);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable UUID acceptance() {
        return acceptance;
    }

    PageLinkView view(Instant now, @Nullable String href) {
        return new PageLinkView(
                id,
                purpose,
                state(now),
                href,
                customer,
                document,
                version,
                site,
                notice,
                locale,
                returnTo,
                acceptance,
                createdAt,
                expiresAt,
                revokedAt);
    }
}
