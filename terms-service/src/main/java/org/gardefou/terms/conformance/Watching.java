package org.gardefou.terms.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.contract.ContractHistory;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a site of which something was heard, or whose time has come; keeps what its promises are like, and tells what turned. Inside a
 * transaction, which holds the site.
 */
@ApplicationScoped
class Watching {

    private final Watch watch;
    private final ContractHistory contracts;
    private final Histories histories;
    private final Standings standings;
    private final Closing closing;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;
    private final Conformance conformance;

    Watching(
            Watch watch,
            ContractHistory contracts,
            Histories histories,
            Standings standings,
            Closing closing,
            Outbox outbox,
            Ledger ledger,
            ConformanceConfig config,
            Clock clock) {
        this.watch = watch;
        this.contracts = contracts;
        this.histories = histories;
        this.standings = standings;
        this.closing = closing;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
        this.conformance = new Conformance(config.settings());
    }

    /** Looks at a site of which something was heard, if nobody else does; answers whether it was looked at. */
    boolean lookAtWoken(UUID site) {
        Optional<Watch.Held> held = watch.hold(site);
        if (held.isEmpty()) return false;
        Optional<Instant> earliest = watch.heard(site);
        earliest.ifPresent(happened -> look(site, earlier(happened, held.get().heard())));
        return earliest.isPresent();
    }

    /** Looks at a site whose time has come, if nobody else does or did; answers whether it was looked at. */
    boolean lookAtDue(UUID site) {
        Optional<Watch.Held> held = watch.hold(site).filter(found -> found.dueAt(clock.instant()));
        held.ifPresent(due -> look(site, due.heard()));
        return held.isPresent();
    }

    /** Lets a site that could not be looked at wait, with what was heard of it: it stands in nobody's way. */
    void putOff(UUID site, Instant until) {
        if (watch.hold(site).isEmpty()) return;
        watch.later(site, until, watch.heard(site).orElse(null));
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private void look(UUID site, @Nullable Instant heardOf) {
        Instant now = clock.instant();
        List<ContractHistory.Of> all = contracts.of(site);
        all.forEach(contract -> closing.expect(contract, now));
        Optional<ContractHistory.Of> current = all.stream()
                .filter(contract -> under(contract, now).isPresent())
                .findFirst();
        @Nullable Instant due = null;
        if (current.isPresent()) due = look(current.get(), now);
        else standings.of(site).forEach(standings::delete);
        watch.next(site, due);
        if (heardOf != null) all.forEach(contract -> closing.correct(contract, heardOf, now));
    }

    private static Optional<Agreed> under(ContractHistory.Of contract, Instant now) {
        return Histories.agreed(contract).stream()
                .filter(terms -> terms.span().has(now))
                .findFirst();
    }

    /** What the promises of a contract are like now; answers when they can be another. */
    private @Nullable Instant look(ContractHistory.Of contract, Instant now) {
        Agreed under = under(contract, now).orElseThrow();
        Settings settings = conformance.settings();
        History history = histories.of(contract, settings.month(settings.monthOf(now)));
        List<Judgement> judged = conformance.now(history, now);
        Map<Promise, Standing> before = new HashMap<>();
        standings.of(contract.site()).forEach(standing -> before.put(standing.promise(), standing));
        for (Judgement judgement : judged) {
            Standing standing = before.remove(judgement.promise());
            if (standing == null) {
                standing = new Standing(
                        Ids.next(), contract.site(), contract.contract(), contract.customer(), under, judgement, now);
                standings.persist(standing);
            } else {
                standing.becomes(contract.contract(), contract.customer(), under, judgement, now);
            }
            tell(standing, now);
        }
        before.values().forEach(standings::delete);
        standings.flush();
        return Stream.concat(
                        judged.stream().map(Judgement::due).filter(Objects::nonNull),
                        Stream.of(under.span().to()))
                .filter(moment -> moment.isBefore(Span.OPEN))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private void tell(Standing standing, Instant now) {
        @Nullable String period = standing.promise() == Promise.AVAILABILITY
                ? conformance.settings().monthOf(now).toString()
                : null;
        standing.news(period).ifPresent(news -> {
            Instant brokenSince = standing.toldSince();
            standing.tell(news, period);
            boolean broken = news == State.BROKEN;
            String type = broken ? PromiseEvents.BROKEN : PromiseEvents.KEPT;
            outbox.add(Event.of(
                    PromiseEvents.TOPIC,
                    type,
                    standing.site(),
                    broken ? broken(standing, period, now) : kept(standing, brokenSince, period, now)));
            ledger.append(new Fact(type, now, standing.site(), standing.customer(), proof(standing, period)));
        });
    }

    private static PromiseEvents.Broken broken(Standing standing, @Nullable String period, Instant now) {
        return new PromiseEvents.Broken(
                standing.site(),
                standing.customer(),
                standing.contract(),
                standing.terms(),
                standing.promise(),
                PromiseEvents.Why.of(standing.reason()),
                Objects.requireNonNull(standing.since()),
                period,
                standing.evidence(),
                now);
    }

    private static PromiseEvents.Kept kept(
            Standing standing, @Nullable Instant brokenSince, @Nullable String period, Instant now) {
        return new PromiseEvents.Kept(
                standing.site(),
                standing.customer(),
                standing.contract(),
                standing.terms(),
                standing.promise(),
                PromiseEvents.Why.of(standing.reason()),
                standing.since(),
                brokenSince,
                period,
                standing.evidence(),
                now);
    }

    private static Map<String, Object> proof(Standing standing, @Nullable String period) {
        Map<String, Object> data = new TreeMap<>(Map.of(
                "contract", standing.contract(),
                "version", standing.terms(),
                "promise", standing.promise(),
                "reason", standing.reason(),
                "evidence", new ArrayList<>(standing.evidence())));
        if (standing.since() != null) data.put("since", standing.since());
        if (period != null) data.put("period", period);
        return data;
    }
}
