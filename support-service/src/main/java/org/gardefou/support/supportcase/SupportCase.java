package org.gardefou.support.supportcase;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.coverage.CoverageDecision;
import org.gardefou.support.coverage.Outcome;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One request for help with one site. There is one open case for a site and cause at a time. */
@Entity
@Table(name = "support_case")
public class SupportCase {

    @Id
    private UUID id;

    private UUID site;

    @Nullable private UUID customer;

    private String subject;

    /** What makes two reports the same trouble: the change it follows, or else the cause's signature. */
    @Nullable private String cause;

    @Enumerated(EnumType.STRING)
    private CaseStatus status;

    @Nullable private UUID assessment;

    @Nullable private UUID diagnosis;

    @Enumerated(EnumType.STRING)
    private Outcome coverage;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<CaseOption> options;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Proposal proposal;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    /** Whether one of our people has said how urgent it is: what is found later does not change that. */
    private boolean weighed;

    /** Who was written to and has not written back, where that is not whose turn the status says. */
    @Enumerated(EnumType.STRING)
    private CaseStatus.@Nullable Turn awaited;

    @Enumerated(EnumType.STRING)
    @Nullable private Kind choice;

    @Enumerated(EnumType.STRING)
    @Nullable private Resolution resolution;

    @Column(name = "begins_at")
    private Instant beginsAt;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "resolved_at")
    @Nullable private Instant resolvedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SupportCase() {}

    SupportCase(UUID id, HostedSite site, String subject, Instant now) {
        this.id = id;
        this.site = site.site();
        this.customer = site.customer().orElse(null);
        this.subject = subject;
        this.status = CaseStatus.NEW;
        this.coverage = Outcome.NEEDS_INFORMATION;
        this.priority = Priority.P3;
        this.options = List.of();
        this.beginsAt = now;
        this.openedAt = now;
    }

    /** How the case ended. */
    public enum Resolution {
        /** By a restore that left the site well. */
        RESTORED,
        /** A later look found the site well. */
        RECOVERED,
        /** Our people repaired it. */
        REPAIRED,
        /** Our people answered what was asked. */
        ANSWERED,
        /** Who asked needs no help any more. */
        WITHDRAWN
    }

    /** Takes a decision over: its outcome, and the options it leaves. */
    void decided(CoverageDecision decision, @Nullable UUID latestDiagnosis) {
        if (!status.open()) return;
        assessment = decision.facts().assessment();
        if (latestDiagnosis != null) diagnosis = latestDiagnosis;
        coverage = decision.outcome();
        options = CaseOptions.with(proposal, CaseOptions.of(coverage, decision.reasons(), decision.facts()));
        // What our people were given by the customer's choice stays with them.
        if (status == CaseStatus.WITH_SUPPORT && choice != null) return;
        if (choice != null && !offers(choice)) choice = null;
        CaseStatus next = afterDecision(coverage);
        if (choice == null && status.canBecome(next)) become(next);
    }

    /** Whether a way out is still open. */
    boolean offers(Kind kind) {
        return options.stream().anyMatch(option -> option.kind() == kind);
    }

    /** The trouble got a name: from now on what is told of it belongs here. */
    void explained(@Nullable String trouble, Instant since) {
        if (cause == null) cause = trouble;
        if (since.isBefore(beginsAt)) beginsAt = since;
    }

    /** Whoever owns the site now owns the case: a site may become known after its trouble. */
    void belongsTo(HostedSite known) {
        customer = known.customer().orElse(null);
    }

    private static CaseStatus afterDecision(Outcome outcome) {
        return switch (outcome) {
            case PLATFORM_FAULT, INCLUDED, INCLUDED_GOODWILL, NEEDS_REVIEW -> CaseStatus.WITH_SUPPORT;
            case NEEDS_INFORMATION -> CaseStatus.NEW;
            case SELF_SERVICE, BILLABLE, DECLINED -> CaseStatus.DECIDED;
        };
    }

    /** The customer chooses a way out among the options. */
    CaseOption choose(Kind kind) {
        CaseOption chosen = options.stream()
                .filter(option -> option.kind() == kind)
                .findFirst()
                .orElseThrow(() -> Problems.conflict("This case does not offer %s. It offers: %s."
                        .formatted(kind, options.stream().map(CaseOption::kind).toList())));
        if (repairOrdered()) {
            throw Problems.conflict(
                    "The repair of this case is ordered, and our people have it. Write in the case with POST /support/v1/cases/%s/messages if something has changed."
                            .formatted(id));
        }
        become(
                switch (kind) {
                    case GUIDED_RESTORE, RESTORE, GUIDE -> CaseStatus.IN_PROGRESS;
                    case DIAGNOSIS -> CaseStatus.NEW;
                    case PAID_REPAIR -> CaseStatus.QUOTED;
                    case INCLUDED_REPAIR -> CaseStatus.WITH_SUPPORT;
                });
        choice = kind;
        return chosen;
    }

    /** The customer accepted the price: our people start. */
    void quoteAccepted() {
        become(CaseStatus.WITH_SUPPORT);
        choice = Kind.PAID_REPAIR;
    }

    /** No work for that price: the other ways out are open again. */
    void quoteRefused() {
        if (status != CaseStatus.QUOTED) return;
        choice = null;
        become(CaseStatus.DECIDED);
    }

    /** Nothing is left to do. */
    void resolved(Resolution how, Instant now) {
        if (!status.open())
            throw Problems.conflict(
                    "The case is over already: %s. Open another for what is new.".formatted(resolution));
        if (repairOrdered() && how != Resolution.REPAIRED)
            throw Problems.conflict(
                    "The repair of this case is ordered, and is to be paid: only our people can end it, as REPAIRED. Write in the case with POST /support/v1/cases/%s/messages if it is no longer wanted."
                            .formatted(id));
        become(how == Resolution.WITHDRAWN ? CaseStatus.CLOSED : CaseStatus.RESOLVED);
        resolution = how;
        resolvedAt = now;
    }

    /** Our people have prepared a restore: it is the customer's turn to look at it. Of two, the later one counts. Returns whether the case waits for it. */
    boolean proposed(Proposal prepared) {
        if (!status.open()) return false;
        proposal = prepared;
        awaited = null;
        options = CaseOptions.with(proposal, options);
        return true;
    }

    /** The proposed restore was confirmed, and runs: our people see it through. Returns whether this case waited for it. */
    boolean proposalConfirmed(UUID confirmed) {
        boolean waited = proposalOver(confirmed);
        if (waited && !repairOrdered()) {
            become(CaseStatus.WITH_SUPPORT);
            choice = Kind.GUIDED_RESTORE;
        }
        return waited;
    }

    /** The customer declined the proposed restore: our people look for another way. Returns whether this case waited for it. */
    boolean proposalDeclined(UUID declined) {
        boolean waited = proposalOver(declined);
        if (waited && !repairOrdered()) become(CaseStatus.WITH_SUPPORT);
        return waited;
    }

    /** What was proposed can no longer be confirmed; returns whether this case waited for it. What is told of another one changes nothing. */
    boolean proposalOver(UUID ended) {
        if (proposal == null || !proposal.id().equals(ended)) return false;
        proposal = null;
        options = CaseOptions.with(null, options);
        if (!status.open()) return false;
        if (choice == Kind.GUIDED_RESTORE) {
            choice = null;
            become(CaseStatus.WITH_SUPPORT);
        }
        return true;
    }

    /** The restore that the customer tried did not help: a person takes it. An ordered repair stays what it is. */
    void restoreFailed() {
        if (!status.open() || repairOrdered()) return;
        become(CaseStatus.WITH_SUPPORT);
        choice = Kind.RESTORE;
    }

    /** What was ordered is owed and paid for once, whatever else the customer tries. */
    boolean repairOrdered() {
        return status == CaseStatus.WITH_SUPPORT && choice == Kind.PAID_REPAIR;
    }

    /** The customer has written: whatever the status says, it is our turn until we have answered. */
    void asked() {
        awaited = CaseStatus.Turn.SUPPORT;
    }

    /** Our people have written, and wait for the customer's word or not. */
    void answered(boolean expectsReply) {
        awaited = expectsReply ? CaseStatus.Turn.CUSTOMER : null;
    }

    /** How urgent it is, as far as what is known says; nothing where one of our people has said otherwise. */
    void found(Priority urgent) {
        if (!weighed) priority = urgent;
    }

    /** One of our people says how urgent it is. */
    void weighed(Priority urgent) {
        if (!status.open()) throw Problems.conflict("The case is over: %s.".formatted(resolution));
        priority = urgent;
        weighed = true;
    }

    private void become(CaseStatus next) {
        if (next == status) return;
        boolean first = status == CaseStatus.NEW;
        if (!status.canBecome(next)) {
            throw Problems.conflict("A case that is %s cannot become %s. Read the case to see what it offers now."
                    .formatted(status, next));
        }
        status = next;
        // Who has acted need not write back, and the first decision answers what the case was opened with.
        if (awaited == CaseStatus.Turn.CUSTOMER || first || !status.open()) awaited = null;
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    public Optional<UUID> customer() {
        return Optional.ofNullable(customer);
    }

    public String subject() {
        return subject;
    }

    public Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    public Priority priority() {
        return priority;
    }

    /** Who moves next: who was written to and has not answered; a new case without a diagnosis waits for the customer to ask for one; what our people propose, for their word. */
    public CaseStatus.Turn turn() {
        if (!status.open()) return CaseStatus.Turn.NOBODY;
        if (awaited != null) return awaited;
        if (proposal != null) return CaseStatus.Turn.CUSTOMER;
        return status == CaseStatus.NEW && offers(Kind.DIAGNOSIS) && choice == null
                ? CaseStatus.Turn.CUSTOMER
                : status.turn();
    }

    public CaseStatus status() {
        return status;
    }

    public Optional<UUID> assessment() {
        return Optional.ofNullable(assessment);
    }

    public Optional<UUID> diagnosis() {
        return Optional.ofNullable(diagnosis);
    }

    public Outcome coverage() {
        return coverage;
    }

    public List<CaseOption> options() {
        return options;
    }

    public Optional<Kind> choice() {
        return Optional.ofNullable(choice);
    }

    public Optional<Resolution> resolution() {
        return Optional.ofNullable(resolution);
    }

    /** The moment from which the timeline tells: that of the change, where one is known. */
    public Instant beginsAt() {
        return beginsAt;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Optional<Instant> resolvedAt() {
        return Optional.ofNullable(resolvedAt);
    }

    public long version() {
        return version;
    }
}
