package org.gardefou.terms.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** Takes the word of a customer who leaves because their terms change, with its evidence, and ends the contract by it. */
@ApplicationScoped
class Leaving {

    /** How far a client's clock may be behind ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Contracts contracts;
    private final ChangeNotices notices;
    private final Contracting contracting;
    private final PersonalValues personal;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    Leaving(
            Contracts contracts,
            ChangeNotices notices,
            Contracting contracting,
            PersonalValues personal,
            Outbox outbox,
            Ledger ledger,
            Clock clock) {
        this.contracts = contracts;
        this.notices = notices;
        this.contracting = contracting;
        this.personal = personal;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The customer leaves.
     *
     * @param mandate by which another one says so for them; null: they do themselves
     */
    ChangeNotice leave(Contract contract, ExitResource.Exit exit, Role recordedBy, @Nullable UUID mandate) {
        if (contract.ended() || contract.endsAt() != null)
            throw Problems.conflict(
                    "The contract has ended, or the customer has said already that they leave: GET /terms/v1/contracts/%s says when it ends."
                            .formatted(contract.id()));
        Instant now = clock.instant();
        ChangeNotice notice = notices.withExit(contract.id()).stream()
                .filter(one -> exit.version() == null || exit.version().equals(one.edition()))
                .filter(one -> one.mayLeave(now))
                .findFirst()
                .orElseThrow(() -> Problems.own(
                        "terms/no-exit-window",
                        409,
                        "There is no change to leave for",
                        "No change of the terms of this contract lets its customer leave at no cost now: none does, the days are over, or they accepted it. GET /terms/v1/change-notices?contract=%s lists the changes; the contract ends as its clause C31 says."
                                .formatted(contract.id())));
        Instant ends = ends(notice, exit.endsAt(), now);
        notice.left(now);
        contract.leave(ends);
        contracts.flush();
        tell(contract, notice, exit, recordedBy, mandate, now);
        if (!ends.isAfter(now)) contracting.end(contract);
        return notice;
    }

    /** Just before the version would apply, where nobody says otherwise: until then nothing changes for them. */
    private static Instant ends(ChangeNotice notice, @Nullable Instant wanted, Instant now) {
        if (wanted == null) return notice.applies().isAfter(now) ? notice.applies() : now;
        Instant last = notice.lastEnd(now);
        if (wanted.isBefore(now.minus(TOLERANCE)) || wanted.isAfter(last))
            throw Problems.validation(
                    "/endsAt", "must be from now until %s; leave it out for the end of the old terms".formatted(last));
        return wanted.isBefore(now) ? now : wanted;
    }

    private void tell(
            Contract contract,
            ChangeNotice notice,
            ExitResource.Exit exit,
            Role recordedBy,
            @Nullable UUID mandate,
            Instant now) {
        Instant ends = contract.endsAt() == null ? now : contract.endsAt();
        outbox.add(Event.of(
                ChangeEvents.TOPIC,
                ChangeEvents.EXIT_DECLARED,
                contract.site(),
                new ChangeEvents.ExitDeclared(
                        notice.id(),
                        contract.id(),
                        contract.site(),
                        contract.customer(),
                        notice.edition(),
                        ends,
                        now)));
        Map<String, Object> data = Announcements.about(notice.view());
        data.put("endsAt", ends);
        data.put("recordedBy", recordedBy);
        if (mandate != null) data.put("mandate", mandate);
        data.put("commitments", personal.keep(notice.id(), values(exit)));
        ledger.append(new Fact(ChangeEvents.EXIT_DECLARED, now, contract.site(), contract.customer(), data));
    }

    private static Map<String, String> values(ExitResource.Exit exit) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", exit.name());
        if (exit.ip() != null) values.put("ip", exit.ip());
        if (exit.userAgent() != null) values.put("userAgent", exit.userAgent());
        return values;
    }
}
