package org.gardefou.restore.proposal;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.newer.KeepNewer;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.saga.RestoreRequest;
import org.gardefou.restore.selection.Asked;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.HostedSite.HostRestores;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A restore that support has prepared in a case: what the customer was shown of it, and what they said. */
@Entity
@Table(name = "restore_proposal")
class Proposal {

    @Id
    private UUID id;

    @Column(name = "case_id")
    private UUID supportCase;

    private UUID site;
    private UUID customer;

    @Column(name = "restore_point")
    private UUID restorePoint;

    @JdbcTypeCode(SqlTypes.JSON)
    private Selection selection;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Keeping keeping;

    @Column(name = "without_safety")
    private boolean withoutSafety;

    private String reason;

    @Column(name = "proposed_role")
    private String proposedRole;

    @Column(name = "proposed_by")
    private String proposedBy;

    @Column(name = "proposed_at")
    private Instant proposedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Enumerated(EnumType.STRING)
    private ProposalState state;

    @Column(name = "state_since")
    private Instant stateSince;

    private int looks;

    @Nullable private String shown;

    @Column(name = "shown_sha256")
    @Nullable private String shownSha256;

    @Column(name = "shown_at")
    @Nullable private Instant shownAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Circumstances seen;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Text trouble;

    @Embedded
    @Nullable private Answer answer;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private HostRestores within;

    @Nullable private UUID restore;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Proposal() {}

    /** What is proposed, by whom. */
    record Prepared(
            UUID supportCase,
            UUID site,
            UUID customer,
            UUID restorePoint,
            Selection selection,
            Keeping keeping,
            boolean withoutSafety,
            String reason,
            By by) {}

    /** Somebody, as a token names them. */
    record By(String role, String subject) {}

    Proposal(UUID id, Prepared prepared, Instant now, Instant expiresAt) {
        this.id = id;
        this.supportCase = prepared.supportCase();
        this.site = prepared.site();
        this.customer = prepared.customer();
        this.restorePoint = prepared.restorePoint();
        this.selection = prepared.selection();
        this.keeping = prepared.keeping().nothing() ? null : prepared.keeping();
        this.withoutSafety = prepared.withoutSafety();
        this.reason = prepared.reason();
        this.proposedRole = prepared.by().role();
        this.proposedBy = prepared.by().subject();
        this.proposedAt = now;
        this.expiresAt = expiresAt;
        this.state = ProposalState.LOOKING;
        this.stateSince = now;
        this.looks = 1;
    }

    private void go(ProposalState next, Instant now) {
        state = next;
        stateSince = now;
    }

    /** What would change is looked at once more; what was shown before no longer counts. */
    void lookAgain(Instant now) {
        looks++;
        go(ProposalState.LOOKING, now);
    }

    /** The look has to wait for something that passes by itself. */
    void waits(Text why) {
        trouble = why;
    }

    /** What was looked at can be shown. */
    void seen(ShownText what, Circumstances circumstances, boolean possible, Instant now) {
        shown = what.json();
        shownSha256 = what.sha256();
        shownAt = now;
        seen = circumstances;
        trouble = null;
        go(possible ? ProposalState.OPEN : ProposalState.BLOCKED, now);
    }

    /** It cannot even be looked at. */
    void blocked(Text why, Instant now) {
        trouble = why;
        go(ProposalState.BLOCKED, now);
    }

    /** @param clause by which the hoster confirmed it; null when the customer did */
    void confirmed(By by, @Nullable HostRestores clause, UUID became, Instant now) {
        answer = new Answer(by, null);
        within = clause;
        restore = became;
        go(ProposalState.CONFIRMED, now);
    }

    void declined(By by, String why, Instant now) {
        answer = new Answer(by, why);
        go(ProposalState.DECLINED, now);
    }

    void withdrawn(@Nullable By by, Instant now) {
        if (by != null) answer = new Answer(by, null);
        go(ProposalState.WITHDRAWN, now);
    }

    /** Its time is over, or what it rests on is gone. */
    void over(Instant now) {
        go(expired(now) ? ProposalState.EXPIRED : ProposalState.SUPERSEDED, now);
    }

    void superseded(Instant now) {
        go(ProposalState.SUPERSEDED, now);
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The restore that it proposes. */
    RestoreRequest asRequest() {
        // What it contains was shown, and is confirmed by its hash.
        return RestoreRequest.of(
                site,
                restorePoint,
                new Asked(
                        selection.scope(),
                        selection.paths().isEmpty() ? null : List.copyOf(selection.paths()),
                        selection.schema(),
                        selection.tables().isEmpty() ? null : List.copyOf(selection.tables())),
                keepTables(),
                keepNewer(),
                withoutSafety);
    }

    UUID id() {
        return id;
    }

    UUID supportCase() {
        return supportCase;
    }

    UUID site() {
        return site;
    }

    UUID customer() {
        return customer;
    }

    UUID restorePoint() {
        return restorePoint;
    }

    /** Tables that stay as they are; null: none. */
    @Nullable List<@Nullable String> keepTables() {
        return keeping == null || keeping.tables().isEmpty() ? null : List.copyOf(keeping.tables());
    }

    /** Kinds of which what is newer is kept; null: none. */
    @Nullable List<@Nullable KeepNewer> keepNewer() {
        return keeping == null || keeping.newer().isEmpty() ? null : List.copyOf(keeping.kinds());
    }

    Selection selection() {
        return selection;
    }

    boolean withoutSafety() {
        return withoutSafety;
    }

    String reason() {
        return reason;
    }

    By proposedBy() {
        return new By(proposedRole, proposedBy);
    }

    Instant proposedAt() {
        return proposedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    ProposalState state() {
        return state;
    }

    Instant stateSince() {
        return stateSince;
    }

    int looks() {
        return looks;
    }

    @Nullable ShownText shown() {
        return shown == null ? null : new ShownText(shown);
    }

    @Nullable String shownSha256() {
        return shownSha256;
    }

    @Nullable Instant shownAt() {
        return shownAt;
    }

    /** What the last look rests on; only after one. */
    Circumstances circumstances() {
        return Objects.requireNonNull(seen, "not looked at yet");
    }

    @Nullable Text trouble() {
        return trouble;
    }

    @Nullable Answer answer() {
        return answer;
    }

    @Nullable HostRestores within() {
        return within;
    }

    @Nullable UUID restore() {
        return restore;
    }

    long version() {
        return version;
    }
}
