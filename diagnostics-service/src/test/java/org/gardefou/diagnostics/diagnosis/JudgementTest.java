package org.gardefou.diagnostics.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.diagnostics.attribution.Attribution.Party;
import org.gardefou.diagnostics.attribution.Change;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.check.CheckResult;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.diagnosis.Judgement.Judged;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** The front page and the database judge; the log does not. */
    @ParameterizedTest
    @CsvSource({
        "OK, OK, OK, HEALTHY",
        "OK, OK, ERROR, HEALTHY",
        "OK, WARNING, OK, HEALTHY",
        "OK, COULD_NOT_CHECK, COULD_NOT_CHECK, HEALTHY",
        "OK, CRITICAL, OK, DEGRADED",
        "OK, ERROR, ERROR, DEGRADED",
        "CRITICAL, OK, OK, DOWN",
        "CRITICAL, CRITICAL, ERROR, DOWN",
        "CRITICAL, COULD_NOT_CHECK, COULD_NOT_CHECK, DOWN",
        "COULD_NOT_CHECK, OK, OK, UNKNOWN",
        "COULD_NOT_CHECK, OK, ERROR, UNKNOWN",
        "COULD_NOT_CHECK, CRITICAL, OK, DEGRADED",
        "COULD_NOT_CHECK, COULD_NOT_CHECK, COULD_NOT_CHECK, UNKNOWN"
    })
    void theFaceDecidesAndTheOthersOnlyMakeItWorse(Severity face, Severity database, Severity log, Health health) {
        Verdict verdict = Judgement.of(
                List.of(
                        judged("http.front-page", face, true),
                        judged("database", database, true),
                        judged("log.php", log, false)),
                List.of());

        assertThat(verdict.health()).isEqualTo(health);
        assertThat(verdict.symptom() != null).isEqualTo(health == Health.DOWN || health == Health.DEGRADED);
        assertThat(verdict.findings().size() + verdict.couldNotCheck().size()).isEqualTo(3);
    }

    @Test
    void whoeverLooksAtNothingKnowsNothing() {
        Verdict verdict = Judgement.of(List.of(), List.of());

        assertThat(verdict.health()).isEqualTo(Health.UNKNOWN);
        assertThat(verdict.party()).isEqualTo(Party.UNDETERMINED);
        assertThat(verdict.cause()).isNull();
    }

    @Test
    void anOldLineInTheLogOfAHealthySiteBlamesNobody() {
        // Given a healthy front page, and a log with an error that a change could explain
        List<Judged> results = List.of(
                judged("http.front-page", Severity.OK, true), judged("log.php", Severity.ERROR, false, pluginFatal()));
        // When
        Verdict verdict = Judgement.of(results, List.of(pluginUpdate("CUSTOMER")));
        // Then
        assertThat(verdict.health()).isEqualTo(Health.HEALTHY);
        assertThat(verdict.party()).isEqualTo(Party.UNDETERMINED);
        assertThat(verdict.cause()).isNull();
        assertThat(verdict.change()).isNull();
    }

    @Test
    void aPluginThatFailsAfterItsUpdateIsNamedWithItsChange() {
        // Given
        List<Judged> results = List.of(
                judged("http.front-page", Severity.CRITICAL, true),
                judged("database", Severity.OK, true),
                judged("log.php", Severity.ERROR, false, pluginFatal()));
        Change change = pluginUpdate("CUSTOMER");
        // When
        Verdict verdict = Judgement.of(results, List.of(change));
        // Then
        assertThat(verdict.health()).isEqualTo(Health.DOWN);
        assertThat(verdict.symptom()).isEqualTo(new Verdict.Symptom("http.front-page", text("http.front-page")));
        assertThat(verdict.cause()).isNotNull().satisfies(cause -> {
            assertThat(cause.signature()).isEqualTo("PHP_FATAL_UNCAUGHT");
            assertThat(cause.file()).isEqualTo("wp-content/plugins/a/a.php");
            assertThat(cause.line()).isEqualTo(4);
        });
        assertThat(verdict.change()).isNotNull().satisfies(caused -> {
            assertThat(caused.change()).isEqualTo(change.id());
            assertThat(caused.object()).isEqualTo(new Verdict.ChangedThing("PLUGIN", "a", "wp-content/plugins/a"));
        });
        assertThat(verdict.party()).isEqualTo(Party.CUSTOMER_CHANGE);
        assertThat(verdict.confidence()).isGreaterThanOrEqualTo(0.8);
        assertThat(Judgement.of(results, List.of()).party()).isEqualTo(Party.UNDETERMINED);
        assertThat(Judgement.of(results, List.of(pluginUpdate("STAFF"))).party())
                .isEqualTo(Party.PLATFORM);
    }

    @Test
    void theSymptomIsWhatVisitorsSeeWhateverTheOrder() {
        List<Judged> results = new ArrayList<>(List.of(
                judged("database", Severity.CRITICAL, true), judged("http.front-page", Severity.CRITICAL, true)));

        assertThat(Judgement.of(results, List.of()).symptom())
                .isEqualTo(new Verdict.Symptom("http.front-page", text("http.front-page")));
    }

    private static Judged judged(String check, Severity severity, boolean judges, Finding... findings) {
        return new Judged(new CheckResult(check, severity, text(check), List.of(findings)), judges);
    }

    private static Finding pluginFatal() {
        return new Finding(
                "PHP_FATAL_UNCAUGHT",
                Area.CODE,
                Prior.MIXED,
                80,
                text("fatal"),
                "php-fatal-error",
                "wp-content/plugins/a/a.php",
                4,
                "PHP Fatal error",
                NOW);
    }

    private static Change pluginUpdate(String actor) {
        return new Change(
                new UUID(7, 1),
                "site.plugin-updated",
                actor,
                "PLUGIN",
                "a",
                "wp-content/plugins/a",
                NOW.minus(Duration.ofMinutes(1)));
    }

    private static Text text(String about) {
        return new Text("fr " + about, "en " + about);
    }
}
