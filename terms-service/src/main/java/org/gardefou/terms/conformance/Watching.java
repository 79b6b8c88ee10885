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
 * Looks at the sites of which something was heard, and at those whose time has come; keeps what their promises are like, and tells what turned.
 * Inside a transaction that holds the row of each site that it looks at: of two that run at once, one looks and the other passes on.
 */
@ApplicationScoped
class Watching {

    /** The first of those that were woken; what waits behind them costs nothing. */
    private static final String WOKEN =
            "select distinct site from (select site from conformance_wake order by id limit ?) woken order by site";

    private static final String KNOWN = "insert into conformance_watch (site) values (?) on conflict do nothing";

    private static final String HOLD = "select site from conformance_watch where site = ? for update skip locked";

    private static final String HEARD = "delete from conformance_wake where site = ? returning at";

    static final String DUE =
            "select site from conformance_watch where due <= ? order by due limit ? for update skip locked";

    private static final String NEXT = "update conformance_watch set due = ? where site = ?";

    private final Rows rows;
    private final ContractHistory contracts;
    private final Histories histories;
    private final Standings standings;
    private final Statements statements;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ConformanceConfig config;
    private final Clock clock;
    private final Conformance conformance;

    Watching(
            Rows rows,
            ContractHistory contracts,
            Histories histories,
            Standings standings,
            Statements statements,
            Outbox outbox,
            Ledger ledger,
            ConformanceConfig config,
            Clock clock) {
        this.rows = rows;
        this.contracts = contracts;
        this.histories = histories;
        this.standings = standings;
        this.statements = statements;
        this.outbox = outbox;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
        this.conformance = new Conformance(config.settings());
    }

    /** Looks at some of the sites of which something was heard; answers at how many. */
    int lookAtWoken() {
        List<UUID> woken = rows.read(row -> Rows.id(row, 1), WOKEN, config.batch());
        int looked = 0;
        // In their order, so that two who do this never wait for each other in a circle.
        for (UUID site : woken) {
            rows.change(KNOWN, site);
            if (rows.read(row -> Rows.id(row, 1), HOLD, site).isEmpty()) continue;
            Optional<Instant> earliest =
                    rows.read(row -> Objects.requireNonNull(Rows.time(row, 1)), HEARD, site).stream()
                            .min(Comparator.naturalOrder());
            if (earliest.isEmpty()) continue;
            look(site, earliest.get());
            looked++;
        }
        return looked;
    }

    /** Looks at some of the sites whose time has come; answers at how many. */
    int lookAtDue() {
        List<UUID> due = rows.read(row -> Rows.id(row, 1), DUE, clock.instant(), config.batch());
        due.forEach(site -> look(site, null));
        return due.size();
    }

    private void look(UUID site, @Nullable Instant heardOf) {
        Instant now = clock.instant();
        List<ContractHistory.Of> all = contracts.of(site);
        all.forEach(contract -> statements.expect(contract, now));
        Optional<ContractHistory.Of> current = all.stream()
                .filter(contract -> under(contract, now).isPresent())
                .findFirst();
        @Nullable Instant due = null;
        if (current.isPresent()) due = look(current.get(), now);
        else standings.of(site).forEach(standings::delete);
        rows.change(NEXT, due, site);
        if (heardOf != null) all.forEach(contract -> statements.correct(contract, heardOf, now));
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
        History history =
                histories.of(contract, settings.month(settings.monthOf(now)).from());
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
