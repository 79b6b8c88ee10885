package org.gardefou.terms.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** Takes the word of a customer who leaves because their terms change, or stays after all, with its evidence, and ends the contract by it. */
@ApplicationScoped
class Leaving {

    /** How far a client's clock may be behind ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Contracts contracts;
    private final ChangeNotices notices;
    private final Contracting contracting;
    private final Editions editions;
    private final PersonalValues personal;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    Leaving(
            Contracts contracts,
            ChangeNotices notices,
            Contracting contracting,
            Editions editions,
            PersonalValues personal,
            Outbox outbox,
            Ledger ledger,
            Clock clock) {
        this.contracts = contracts;
        this.notices = notices;
        this.contracting = contracting;
        this.editions = editions;
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
        tellLeaving(contract, notice, new Word(exit.said(), recordedBy, mandate, now));
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

    /**
     * The customer stays after all; said again, it changes nothing.
     *
     * @return whether it changed anything
     */
    boolean stay(Contract contract, ExitResource.Said said, Role recordedBy, @Nullable UUID mandate) {
        Instant now = clock.instant();
        if (contract.overAt(now) || contract.ended())
            throw Problems.conflict(
                    "The contract has ended, so that it cannot be taken back any more. Accept the terms in force and make a new contract with POST /terms/v1/contracts.");
        if (contract.endsAt() == null) {
            if (notices.withExit(contract.id()).stream().anyMatch(ChangeNotice::stays)) return false;
            throw Problems.conflict(
                    "Nobody said that the customer leaves because of a change: there is nothing to take back, and the contract goes on.");
        }
        ChangeNotice notice = notices.left(contract.id()).orElseThrow();
        notice.stayed(standing(contract, notice), now);
        contract.stay();
        contracts.flush();
        tellStaying(contract, notice, new Word(said, recordedBy, mandate, now));
        return true;
    }

    /** Where a notice would stand if the customer had never said that they leave. */
    private ChangeNotice.State standing(Contract contract, ChangeNotice notice) {
        Edition edition = editions.hold(notice.edition());
        if (edition.withdrawn()) return ChangeNotice.State.WITHDRAWN;
        if (contracts.terms(contract.id()).stream()
                .anyMatch(terms -> terms.edition().equals(edition.id()))) return ChangeNotice.State.BOUND;
        return editions.findById(contract.terms()).publication().isAfter(edition.publication())
                ? ChangeNotice.State.SUPERSEDED
                : ChangeNotice.State.OPEN;
    }

    /** What was said, by whom, and when. */
    private record Word(
            ExitResource.Said said,
            Role recordedBy,
            @Nullable UUID mandate,
            Instant at) {}

    private void tellLeaving(Contract contract, ChangeNotice notice, Word word) {
        Instant ends = contract.endsAt() == null ? word.at : contract.endsAt();
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
                        word.at)));
        keep(ChangeEvents.EXIT_DECLARED, notice, word, Map.of("endsAt", ends));
    }

    private void tellStaying(Contract contract, ChangeNotice notice, Word word) {
        outbox.add(Event.of(
                ChangeEvents.TOPIC,
                ChangeEvents.EXIT_WITHDRAWN,
                contract.site(),
                new ChangeEvents.ExitWithdrawn(
                        notice.id(), contract.id(), contract.site(), contract.customer(), notice.edition(), word.at)));
        keep(ChangeEvents.EXIT_WITHDRAWN, notice, word, Map.of());
    }

    private void keep(String kind, ChangeNotice notice, Word word, Map<String, Object> more) {
        Map<String, Object> data = Announcements.about(notice.view());
        data.putAll(more);
        data.put("recordedBy", word.recordedBy);
        if (word.mandate != null) data.put("mandate", word.mandate);
        UnaryOperator<String> name = notice.word();
        Map<String, String> values = new LinkedHashMap<>();
        word.said.values().forEach((field, value) -> values.put(name.apply(field), value));
        data.put("commitments", personal.keep(notice.id(), values));
        ledger.append(new Fact(kind, word.at, notice.site(), notice.customer(), data));
    }
}
