package org.gardefou.restore.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.restore.proposal.Proposal.By;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.HostedSite.HostRestores;
import org.jspecify.annotations.Nullable;

/** Tells the bus of proposals, in the transaction of what is told. What people wrote stays here. */
@ApplicationScoped
class ProposalTold {

    private static final String TOPIC = "gardefou.restores";

    private final Outbox outbox;

    ProposalTold(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param chosen how many files, folders or tables; their names may tell of people */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            Scope scope, @Nullable String schema, @Nullable Integer chosen) {

        static Part of(Selection selection) {
            return new Part(selection.scope(), selection.schema(), selection.chosen());
        }
    }

    /** @param sha256 of what the customer is shown */
    record Look(String sha256, Instant at) {

        static Look of(Proposal one) {
            return new Look(
                    Objects.requireNonNull(one.shownSha256()), Objects.requireNonNull(one.shownAt(), "not shown yet"));
        }
    }

    record Proposed(
            UUID proposal,
            @JsonProperty("case") UUID supportCase,
            UUID site,
            UUID customer,
            UUID restorePoint,
            Part selection,
            Look shown,
            By proposedBy,
            Instant expiresAt,
            Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Confirmed(
            UUID proposal,
            @JsonProperty("case") UUID supportCase,
            UUID site,
            UUID customer,
            UUID restorePoint,
            Part selection,
            UUID restore,
            Look shown,
            By confirmedBy,
            @Nullable HostRestores withinContract,
            Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ended(
            UUID proposal,
            @JsonProperty("case") UUID supportCase,
            UUID site,
            UUID customer,
            ProposalState how,
            @Nullable By endedBy,
            Instant at) {}

    /** There is something for the customer to confirm, for the first time or after another look. */
    void proposed(Proposal one) {
        tell(
                "restore.proposed",
                one,
                new Proposed(
                        one.id(),
                        one.supportCase(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        Part.of(one.selection()),
                        Look.of(one),
                        one.proposedBy(),
                        one.expiresAt(),
                        one.stateSince()));
    }

    void confirmed(Proposal one) {
        tell(
                "restore.proposal-confirmed",
                one,
                new Confirmed(
                        one.id(),
                        one.supportCase(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        Part.of(one.selection()),
                        Objects.requireNonNull(one.restore()),
                        Look.of(one),
                        Objects.requireNonNull(one.answer()).by(),
                        one.within(),
                        one.stateSince()));
    }

    /** It can no longer be confirmed, for whatever reason its state says. */
    void ended(Proposal one) {
        Answer answer = one.answer();
        tell(
                "restore.proposal-ended",
                one,
                new Ended(
                        one.id(),
                        one.supportCase(),
                        one.site(),
                        one.customer(),
                        one.state(),
                        answer == null ? null : answer.by(),
                        one.stateSince()));
    }

    private void tell(String type, Proposal one, Object data) {
        outbox.add(Event.of(TOPIC, type, one.site(), data));
    }
}
