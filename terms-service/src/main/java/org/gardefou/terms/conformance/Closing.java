package org.gardefou.terms.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.contract.ContractHistory;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.EvidenceReader;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * States each month of each contract some days after its end, and states it again where something is heard later that makes it another.
 * A credit is told with the statement that gives it, without anybody having to ask (C22). Inside a transaction.
 */
@ApplicationScoped
class Closing {

    private static final String CLOSED = "conformance-statement.closed";

    private static final String EXPECT = """
            insert into conformance_month (contract, site, month, due) values (?, ?, ?, ?) on conflict (contract) do nothing""";

    private static final String DUE = "select contract from conformance_month where due <= ? order by due limit ?";

    private static final String HOLD = """
            select contract, site, month from conformance_month where contract = ? and due <= ? for update skip locked""";

    private static final String PUT_OFF = "update conformance_month set due = ? where contract = ?";

    private static final String NEXT = "update conformance_month set month = ?, due = ? where contract = ?";

    private final Rows rows;
    private final Watch watch;
    private final ContractHistory contracts;
    private final Histories histories;
    private final Statements statements;
    private final EvidenceReader evidence;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final ConformanceConfig config;
    private final Clock clock;
    private final Conformance conformance;

    Closing(
            Rows rows,
            Watch watch,
            ContractHistory contracts,
            Histories histories,
            Statements statements,
            EvidenceReader evidence,
            Outbox outbox,
            Ledger ledger,
            ObjectMapper json,
            ConformanceConfig config,
            Clock clock) {
        this.rows = rows;
        this.watch = watch;
        this.contracts = contracts;
        this.histories = histories;
        this.statements = statements;
        this.evidence = evidence;
        this.outbox = outbox;
        this.ledger = ledger;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.conformance = new Conformance(config.settings());
    }

    /** The month that is to be stated next of a contract. */
    private record Expected(UUID contract, UUID site, YearMonth month) {

        static Expected read(ResultSet row) throws SQLException {
            return new Expected(Rows.id(row, 1), Rows.id(row, 2), YearMonth.from(row.getObject(3, LocalDate.class)));
        }
    }

    /** Makes sure that the months of a contract are stated, from its first on. */
    void expect(ContractHistory.Of contract, Instant now) {
        YearMonth first = conformance.settings().monthOf(contract.activated());
        rows.change(EXPECT, contract.contract(), contract.site(), first.atDay(1), dueOf(first));
    }

    /** Some of the contracts with a month whose time has come. */
    List<UUID> due() {
        return rows.read(row -> Rows.id(row, 1), DUE, clock.instant(), config.batch());
    }

    /**
     * Closes the month of a contract, if its time has come and nobody else does; answers whether it was. The site is held: what is heard of it
     * meanwhile is looked at afterwards, and corrects what is closed here.
     */
    boolean close(UUID contract) {
        Instant now = clock.instant();
        Optional<Expected> expected =
                rows.read(Expected::read, HOLD, contract, now).stream().findFirst();
        if (expected.isEmpty() || watch.hold(expected.get().site).isEmpty()) return false;
        close(expected.get(), now);
        return true;
    }

    /** Lets a month that could not be stated wait: it stands in nobody's way. */
    void putOff(UUID contract, Instant until) {
        rows.change(PUT_OFF, until, contract);
    }

    private void close(Expected expected, Instant now) {
        if (dueOf(expected.month).isAfter(now)) {
            rows.change(NEXT, expected.month.atDay(1), dueOf(expected.month), expected.contract);
            return;
        }
        ContractHistory.Of contract = contracts.of(expected.site).stream()
                .filter(found -> found.contract().equals(expected.contract))
                .findFirst()
                .orElseThrow();
        state(contract, expected.month, now);
        YearMonth next = expected.month.plusMonths(1);
        Instant ended = contract.ended();
        boolean last = ended != null
                && !ended.isAfter(conformance.settings().month(next).from());
        rows.change(NEXT, next.atDay(1), last ? null : dueOf(next), expected.contract);
    }

    private Instant dueOf(YearMonth month) {
        return conformance.settings().month(month).to().plus(config.settle());
    }

    /** The first month that can still be stated again. */
    YearMonth earliest(Instant now) {
        return conformance.settings().monthOf(now.minus(config.correct()));
    }

    /** States the closed months of a contract again from a moment on, as far as that can still be done. */
    void correct(ContractHistory.Of contract, Instant from, Instant now) {
        YearMonth first = Stream.of(conformance.settings().monthOf(from), earliest(now))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        statements.closedSince(contract.contract(), first).forEach(month -> state(contract, month, now));
    }

    /** States a month; where it says the same as before, nothing is done. */
    private void state(ContractHistory.Of contract, YearMonth month, Instant now) {
        Optional<StatementContent> content = content(contract, month);
        if (content.isEmpty()) return;
        @Nullable Statement before = statements.latest(contract.contract(), month).orElse(null);
        String canonical = Canonical.json(json, content.get());
        if (before != null && before.sha256().equals(Canonical.sha256(canonical))) return;
        Statement statement = new Statement(Ids.next(), content.get(), canonical, before, now);
        statements.persistAndFlush(statement);
        ledger.append(new Fact(CLOSED, now, contract.site(), contract.customer(), proof(statement, contract)));
        @Nullable StatementContent said = before == null ? null : statements.content(before);
        tell(statement, content.get(), said, now);
        boolean hadCredit = said != null && said.credit() != null;
        if (content.get().credit() != null || hadCredit) credit(contract, statement, content.get(), now);
    }

    /** What a month of a contract was like; empty where the contract has no part in it. */
    private Optional<StatementContent> content(ContractHistory.Of contract, YearMonth month) {
        Settings settings = conformance.settings();
        Span span = settings.month(month);
        History history = histories.of(contract, span);
        List<StatementContent.Under> terms = history.agreed().stream()
                .flatMap(agreed -> agreed.span().within(span).stream()
                        .map(part -> new StatementContent.Under(
                                agreed.version(),
                                agreed.number(),
                                agreed.sha256(),
                                part.from(),
                                part.to(),
                                agreed.promises())))
                .toList();
        if (terms.isEmpty()) return Optional.empty();
        List<Judgement> judged = conformance.in(history, month);
        Map<UUID, Long> seqs = evidence.seqs(contract.site(), shown(judged));
        return Optional.of(new StatementContent(
                contract.site(),
                contract.contract(),
                contract.customer(),
                month.toString(),
                settings.zone().getId(),
                terms.getFirst().from(),
                terms.getLast().to(),
                terms,
                judged.stream()
                        .map(judgement -> StatementContent.Line.of(judgement, seqs))
                        .toList(),
                conformance.credit(history, month, before(contract, month)).orElse(null)));
    }

    /** What the contracts before give for a month, as far as the terms of this one ask. */
    private List<Credit> before(ContractHistory.Of contract, YearMonth month) {
        List<Credit> credits = new ArrayList<>();
        if (contract.terms().stream()
                .map(term -> term.promises().availability())
                .noneMatch(promised -> promised != null && promised.capped())) return credits;
        Span span = conformance.settings().month(month);
        contracts.of(contract.site()).stream()
                .takeWhile(other -> !other.contract().equals(contract.contract()))
                .filter(other -> other.customer().equals(contract.customer()))
                .forEach(other -> conformance
                        .credit(histories.of(other, span), month, List.copyOf(credits))
                        .ifPresent(credits::add));
        return credits;
    }

    private static Set<UUID> shown(List<Judgement> judged) {
        Set<UUID> ids = new HashSet<>();
        for (Judgement judgement : judged) {
            ids.addAll(judgement.evidence());
            judgement.incidents().forEach(incident -> ids.addAll(incident.evidence()));
        }
        return ids;
    }

    private static Map<String, Object> proof(Statement statement, ContractHistory.Of contract) {
        Map<String, Object> data = new TreeMap<>(Map.of(
                "statement", statement.id(),
                "contract", contract.contract(),
                "month", statement.month().toString(),
                "number", statement.number(),
                "sha256", statement.sha256()));
        if (statement.supersedes() != null) data.put("supersedes", statement.supersedes());
        return data;
    }

    private void tell(Statement statement, StatementContent content, @Nullable StatementContent before, Instant now) {
        Map<Promise, State> was = new EnumMap<>(Promise.class);
        if (before != null) before.promises().forEach(line -> was.put(line.promise(), line.state()));
        outbox.add(Event.of(
                PromiseEvents.TOPIC,
                PromiseEvents.STATED,
                content.site(),
                new PromiseEvents.Stated(
                        statement.id(),
                        statement.supersedes(),
                        statement.number(),
                        content.site(),
                        content.customer(),
                        content.contract(),
                        content.month(),
                        content.promises().stream()
                                .map(line -> new PromiseEvents.Said(
                                        line.promise(),
                                        line.state(),
                                        line.reason(),
                                        was.get(line.promise()) == line.state() ? null : was.get(line.promise())))
                                .toList(),
                        statement.sha256(),
                        now)));
    }

    private void credit(ContractHistory.Of contract, Statement statement, StatementContent content, Instant now) {
        @Nullable Credit credit = content.credit();
        int percent = credit == null ? 0 : credit.percent();
        outbox.add(Event.of(
                PromiseEvents.TOPIC,
                PromiseEvents.CREDITED,
                contract.site(),
                new PromiseEvents.Credited(
                        statement.id(),
                        statement.supersedes(),
                        contract.site(),
                        contract.customer(),
                        contract.contract(),
                        content.month(),
                        Promise.AVAILABILITY,
                        "C22",
                        percent,
                        credit == null ? null : credit.price(),
                        credit == null ? null : credit.amount(),
                        credit == null ? null : credit.capped(),
                        statement.sha256(),
                        now)));
        Map<String, Object> data = new TreeMap<>(proof(statement, contract));
        data.put("percent", percent);
        if (credit != null && credit.amount() != null) {
            data.put("amount", credit.amount().amount());
            data.put("currency", credit.amount().currency());
        }
        ledger.append(new Fact(PromiseEvents.CREDITED, now, contract.site(), contract.customer(), data));
    }
}
