package org.gardefou.terms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.kit.problem.Violation;
import org.gardefou.terms.plan.Promises.Backup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromisesTest {

    @Test
    void promisesThatCanBeKeptAreAccepted() {
        assertThat(PlanSamples.standard().promises().violations("")).isEmpty();
        assertThat(PlanSamples.withoutBackups().promises().violations("")).isEmpty();
    }

    @Test
    void thePlansThatComeWithTheProductCanBeKept() {
        List<NewPlan> plans = DefaultPlans.read(StrictJson.apply(new ObjectMapper()));

        assertThat(plans).extracting(NewPlan::level).containsExactly(Level.values());
        assertThat(plans)
                .allSatisfy(plan -> assertThat(plan.promises().violations("")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "18:00, 09:00, Europe/Paris, /support/hours/to",
        "09:00, 09:00, Europe/Paris, /support/hours/to",
        "09:00, 18:00, Europe/Atlantis, /support/hours/zone"
    })
    void hoursThatCannotBeAreNamed(String from, String to, String zone, String pointer) {
        Promises.Hours hours = new Promises.Hours(Set.of(DayOfWeek.MONDAY), from, to, zone);
        Promises sample = PlanSamples.standard().promises();
        Promises promises = new Promises(
                sample.backup(), sample.restore(), new Promises.Support("PT8H", hours), sample.repair(), null, null);

        assertThat(promises.violations("")).extracting(Violation::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, EUR, /availability/monthlyPrice",
                "5, EURO, /availability/monthlyPrice/currency",
            })
    void aMonthlyPriceIsOfACreditAndInACurrency(@Nullable Integer credit, String currency, String pointer) {
        Promises sample = PlanSamples.standard().promises();
        Promises promises = new Promises(
                sample.backup(),
                sample.restore(),
                sample.support(),
                sample.repair(),
                new Promises.Availability(new BigDecimal("99.9"), credit, new Promises.Money(990, currency), null),
                null);

        assertThat(promises.violations("")).extracting(Violation::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "true, none, P7D, /backup/frequency",
                "true, PT24H, none, /backup/retention",
                "true, daily, P7D, /backup/frequency",
                "true, PT1M, P7D, /backup/frequency",
                "true, -PT24H, P7D, /backup/frequency",
                "true, PT24H, PT1H, /backup/retention",
                "true, PT24H, P999999D, /backup/retention",
                "true, PT24H30S, P7D, /backup/frequency",
                "false, PT24H, none, /backup/frequency",
                "false, none, P7D, /backup/retention"
            })
    void promisesThatContradictThemselvesAreNamed(
            boolean included, @Nullable String frequency, @Nullable String retention, String pointer) {
        Promises promises = PlanSamples.promises(new Backup(included, frequency, retention, null, null), true);

        assertThat(promises.violations("")).extracting(Violation::pointer).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource({"true, P30D, true", "true, P3661D, false", "true, thirty days, false", "false, P30D, false"})
    void howLongBackupsOutliveTheContractIsALengthOfTimeOfAPlanWithBackups(
            boolean included, String kept, boolean good) {
        Backup backup = new Backup(included, included ? "PT24H" : null, included ? "P7D" : null, null, kept);

        assertThat(PlanSamples.promises(backup, true).violations(""))
                .extracting(Violation::pointer)
                .isEqualTo(good ? List.of() : List.of("/backup/keptAfterEnd"));
    }
}
