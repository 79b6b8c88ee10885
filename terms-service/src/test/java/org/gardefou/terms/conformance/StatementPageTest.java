package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.conformance.Timeline.DAILY;
import static org.gardefou.terms.conformance.Timeline.SETTINGS;
import static org.gardefou.terms.conformance.Timeline.id;
import static org.gardefou.terms.conformance.Timeline.paris;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery.Sheet;
import org.junit.jupiter.api.Test;

/** What a customer reads of a month. */
public class StatementPageTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Test
    void itSaysInWordsWhatBecameOfEachPromiseByTheClocksOfItsZone() {
        Sheet sheet = page(Language.FR);

        assertThat(sheet.title()).isEqualTo("Relevé de nos engagements, octobre 2026");
        assertThat(sheet.elsewhere()).endsWith("?locale=en");
        assertThat(sheet.body())
                .contains(
                        "du 5 octobre 2026 à 09:00 au 1er novembre 2026 à 00:00 (heure de Paris)",
                        "Nous vous créditons 0,50\u00a0€, soit 5\u00a0% du prix mensuel",
                        "<span class=\"tag BROKEN\">Non tenu</span> Le site est resté arrêté",
                        "<span class=\"tag NOT_MEASURED\">Non mesuré</span>",
                        // The clocks were put back in between: it began before, and ended after.
                        "<span class=\"narrow soft\">Du </span>25 octobre 2026 à 01:30</td>",
                        "<span class=\"narrow soft\">Au </span>25 octobre 2026 à 03:30</td>",
                        "<dt>Arrêt compté</dt><dd>3\u00a0h 0\u00a0min</dd>",
                        "une sauvegarde toutes les 24 heures",
                        "chaque sauvegarde conservée 7 jours");
    }

    @Test
    void itSaysTheSameInEnglishWithALandmarkAndAHeadingForEachPromise() {
        String page = page(Language.EN).body();

        assertThat(page)
                .contains(
                        "We credit you EUR\u00a00.50, which is 5% of the monthly price of your plan",
                        "<th scope=\"col\">Counts</th>", "a backup every 24 hours", "each backup kept for 7 days");
        for (Promise promise : Promise.values()) {
            String title = promise.name().toLowerCase(Locale.ROOT) + "-title";
            assertThat(page).contains("aria-labelledby=\"" + title + "\"", "<h2 id=\"" + title + "\">");
        }
    }

    @Test
    void whatAnEarlierStatementSaysOfAPointThatWentCanStillBeRead() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readValue("\"POINT_GONE_EARLY\"", Reason.class)).isEqualTo(Reason.POINT_GONE);
        assertThat(json.writeValueAsString(Reason.POINT_GONE)).isEqualTo("\"POINT_GONE\"");
    }

    /** Of a month with a bit of everything. */
    public static Sheet page(Language language) {
        Instant begun = paris("2026-10-05T09:00");
        Instant down = paris("2026-10-25T01:30");
        Timeline timeline = new Timeline()
                .agree(DAILY, begun)
                .down(down, down.plus(Duration.ofHours(3)))
                .down(paris("2026-10-12T10:00"), paris("2026-10-12T10:20"))
                .assessed(paris("2026-10-12T10:00"), "CUSTOMER", "HIGH")
                .code(What.RESTORE_FAILED, paris("2026-10-12T10:30"), "DUMP_MISSING")
                .fact(What.RESTORE_COMPLETED, paris("2026-10-12T11:00"));
        for (int day = 0; day < 30; day++) timeline.point(day, begun.plus(Duration.ofHours(24L * day)));
        Conformance conformance = new Conformance(SETTINGS);
        List<Judgement> judged = conformance.in(timeline.history(), OCTOBER);
        StatementContent content = new StatementContent(
                id(1),
                id(2),
                id(3),
                OCTOBER.toString(),
                SETTINGS.zone().getId(),
                begun,
                SETTINGS.month(OCTOBER).to(),
                timeline.agreed.stream()
                        .map(agreed -> new StatementContent.Under(
                                agreed.version(),
                                agreed.number(),
                                agreed.sha256(),
                                agreed.span().from(),
                                SETTINGS.month(OCTOBER).to(),
                                agreed.promises()))
                        .toList(),
                judged.stream()
                        .map(judgement -> StatementContent.Line.of(judgement, Map.of()))
                        .toList(),
                conformance.credit(timeline.history(), OCTOBER, List.of()).orElse(null));
        Statement statement = new Statement(id(4), content, "{}", null, paris("2026-11-04T00:00"));
        return StatementPage.of(statement, content, language);
    }
}
