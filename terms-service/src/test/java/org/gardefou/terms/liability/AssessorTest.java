package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.liability.Facts.Actor;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.risknotice.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessorTest {

    private static final UUID ID = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");

    private final Assessor assessor = RuleSamples.assessor();

    @ParameterizedTest(name = "{0} {1} by {2}, sure {3}, {4}, terms {5}, warned {6} -> {7} {8}")
    @CsvSource({
        // the story: the customer's own act, warned, under accepted terms
        "site.plugin-updated, CUSTOMER_CHANGE, CUSTOMER, 92, STANDARD, true, true, CUSTOMER, HIGH",
        "site.plugin-updated, CUSTOMER_CHANGE, AGENCY, 92, STANDARD, true, true, CUSTOMER, HIGH",
        "site.plugin-updated, CUSTOMER_CHANGE, CUSTOMER, 60, STANDARD, true, true, CUSTOMER, MEDIUM",
        "site.files-changed, CUSTOMER_CHANGE, CUSTOMER, 92, MANAGED, true, true, CUSTOMER, HIGH",
        "site.dns-changed, CUSTOMER_CHANGE, CUSTOMER, 92, STANDARD, true, true, CUSTOMER, HIGH",
        // the plan gives the task to the host
        "site.plugin-updated, CUSTOMER_CHANGE, CUSTOMER, 92, MANAGED, true, true, SHARED, HIGH",
        // G5: not warned
        "site.plugin-updated, CUSTOMER_CHANGE, CUSTOMER, 92, STANDARD, true, false, SHARED, HIGH",
        // G4: the host's own act
        "site.plugin-updated, CUSTOMER_CHANGE, HOST, 92, STANDARD, true, true, HOST, HIGH",
        "site.php-changed, HOST_CHANGE, HOST, 92, STANDARD, false, false, HOST, HIGH",
        // G1: terms not accepted
        "site.plugin-updated, CUSTOMER_CHANGE, CUSTOMER, 92, STANDARD, false, true, UNDETERMINED, INSUFFICIENT",
        // the platform, whoever changed what
        "site.plugin-updated, PLATFORM, CUSTOMER, 92, STANDARD, true, true, HOST, HIGH",
        "none, PLATFORM, CUSTOMER, 92, STANDARD, false, false, HOST, HIGH",
        "site.plugin-updated, THIRD_PARTY, CUSTOMER, 92, STANDARD, true, true, THIRD_PARTY, HIGH",
        // what is not known decides
        "site.plugin-updated, CUSTOMER_CHANGE, UNKNOWN, 92, STANDARD, true, true, UNDETERMINED, INSUFFICIENT",
        "site.plugin-updated, MIXED, CUSTOMER, 92, STANDARD, true, true, UNDETERMINED, INSUFFICIENT",
        "site.plugin-updated, CUSTOMER_CHANGE, CUSTOMER, 30, STANDARD, true, true, UNDETERMINED, INSUFFICIENT",
        "none, CUSTOMER_CHANGE, CUSTOMER, 92, STANDARD, true, true, UNDETERMINED, INSUFFICIENT",
        "none, UNKNOWN, CUSTOMER, 0, STANDARD, true, true, UNDETERMINED, INSUFFICIENT"
    })
    void thePartyFollowsFromTheFacts(
            String change,
            String party,
            Actor actor,
            int sure,
            Level level,
            boolean accepted,
            boolean warned,
            Party expected,
            Confidence confidence) {
        Outcome outcome = assessor.assess(facts(change, party, actor, sure, level, accepted, warned));

        assertThat(outcome.party()).isEqualTo(expected);
        assertThat(outcome.confidence()).isEqualTo(confidence);
        assertThat(outcome.reasons()).isNotEmpty();
    }

    @Test
    void theClauseIsOfTheAcceptedVersionAndOnlyIfItHasIt() {
        Facts facts = facts("site.plugin-updated", "CUSTOMER_CHANGE", Actor.CUSTOMER, 92, Level.STANDARD, true, true);
        Facts.Terms terms = facts.terms();
        if (terms == null) throw new AssertionError("The facts have terms");

        assertThat(assessor.assess(facts).clauses())
                .containsExactly(new Outcome.ClauseRef("C15", terms.version(), terms.sha256()));
        Facts without = new Facts(
                facts.diagnosis(),
                facts.site(),
                facts.health(),
                null,
                facts.cause(),
                new Facts.Terms(
                        ID, Level.STANDARD, ID, "a".repeat(64), ID, List.of("C11"), Audience.CONSUMER, true, null),
                facts.change(),
                facts.notice(),
                null);
        assertThat(assessor.assess(without).clauses()).isEmpty();
    }

    /** Every combination: taking something from the host's side never helps the host. */
    @Test
    void removingAnAcceptanceOrAWarningNeverHelpsTheHostAndHostFaultNeverMovesToTheCustomer() {
        List<Facts> all = new ArrayList<>();
        for (Kind kind : Kind.values())
            for (String party : List.of("CUSTOMER_CHANGE", "THIRD_PARTY", "PLATFORM", "HOST_CHANGE", "MIXED"))
                for (Actor actor : Actor.values())
                    for (Level level : Level.values()) all.add(facts(kind.type(), party, actor, 92, level, true, true));
        assertThat(all).hasSizeGreaterThan(1000).allSatisfy(facts -> {
            Party before = assessor.assess(facts).party();
            assertThat(onTheCustomer(
                            assessor.assess(without(facts, false, true)).party()))
                    .isLessThanOrEqualTo(onTheCustomer(before));
            assertThat(onTheCustomer(
                            assessor.assess(without(facts, true, false)).party()))
                    .isLessThanOrEqualTo(onTheCustomer(before));
            if (facts.change() != null
                    && facts.change().actor() == Actor.HOST
                    && facts.cause().party().equals("CUSTOMER_CHANGE"))
                assertThat(before).isEqualTo(Party.HOST);
        });
    }

    @Test
    void theSameFactsGiveTheSameBytes() {
        Facts facts = facts("site.plugin-updated", "CUSTOMER_CHANGE", Actor.CUSTOMER, 92, Level.STANDARD, true, true);

        String once = Canonical.json(RuleSamples.JSON, assessor.assess(facts));
        String again = Canonical.json(RuleSamples.JSON, RuleSamples.assessor().assess(facts));

        assertThat(again)
                .isEqualTo(once)
                .startsWith("{\"activity\":\"A10\",\"alternatives\":[],\"clauses\":[{\"code\":\"C15\"");
    }

    @Test
    void itNeverSpeaksOfFault() {
        for (Kind kind : Kind.values())
            for (Actor actor : Actor.values())
                for (Outcome.Reason reason : assessor.assess(
                                facts(kind.type(), "CUSTOMER_CHANGE", actor, 92, Level.STANDARD, false, false))
                        .reasons())
                    assertThat(reason.text().fr() + reason.text().en()).doesNotContainIgnoringCase("faute");
    }

    private static int onTheCustomer(Party party) {
        return switch (party) {
            case CUSTOMER -> 2;
            case SHARED, UNDETERMINED, THIRD_PARTY -> 1;
            case HOST -> 0;
        };
    }

    private static Facts without(Facts facts, boolean accepted, boolean warned) {
        Facts.Change change = facts.change();
        return new Facts(
                facts.diagnosis(),
                facts.site(),
                facts.health(),
                null,
                facts.cause(),
                accepted ? facts.terms() : null,
                change,
                warned ? facts.notice() : null,
                null);
    }

    private static Facts facts(
            String change, String party, Actor actor, int sure, Level level, boolean accepted, boolean warned) {
        Facts.@Nullable Change changed =
                change.equals("none") ? null : new Facts.Change(ID, change, "shop-turbo", actor);
        return new Facts(
                ID,
                ID,
                "DOWN",
                null,
                new Facts.Cause("PHP_FATAL_UNCAUGHT", party, sure),
                accepted
                        ? new Facts.Terms(
                                ID,
                                level,
                                ID,
                                "a".repeat(64),
                                ID,
                                List.of("C06", "C11", "C15", "C16", "C17"),
                                Audience.CONSUMER,
                                true,
                                null)
                        : null,
                changed,
                new Facts.Notice(ID, warned, false),
                null);
    }
}
