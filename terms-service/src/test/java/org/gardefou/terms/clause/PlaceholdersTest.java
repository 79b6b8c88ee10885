package org.gardefou.terms.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.PlanSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    /** What must not be said to a consumer (Code de la consommation, R212-1 1°, 4°, 6°, 12°), as it is usually said. */
    private static final List<String> FORBIDDEN = List.of(
            "en aucun cas",
            "exclut toute responsabilité",
            "décline toute responsabilité",
            "ne saurait être tenu",
            "dans la limite de",
            "à tout moment sans préavis",
            "fait seul foi",
            "anglais prévaut",
            "no liability",
            "not liable",
            "in no event",
            "sole remedy");

    private final ObjectMapper json = StrictJson.apply(new ObjectMapper());

    @Test
    void theTextSaysWhatThePlanPromises() {
        String filled = Placeholders.fill(
                "Sauvegarde {backup.frequency}, gardée {backup.retention} ; réparation {repair.price}.",
                PlanSamples.standard(),
                Language.FR);

        assertThat(filled).isEqualTo("Sauvegarde toutes les 24 heures, gardée 7 jours ; réparation 90,00\u00a0€.");
    }

    @Test
    void whatThePlanDoesNotPromiseCannotBeSaid() {
        assertThatThrownBy(
                        () -> Placeholders.fill("Every {backup.frequency}", PlanSamples.withoutBackups(), Language.EN))
                .isInstanceOf(Placeholders.DoesNotFit.class)
                .hasMessageContaining("backup.frequency");
        assertThat(Placeholders.fill("{backup.statement}", PlanSamples.withoutBackups(), Language.EN))
                .startsWith("Your plan includes no backups");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{backup.price}", "{}", "{ backup.frequency}", "a { b", "a } b", "{{plan.name}}"})
    void whatIsNotKnownIsRefused(String text) {
        assertThat(Placeholders.violations("/text", new Text(text, text))).isNotEmpty();
    }

    @Test
    void bothLanguagesPromiseTheSame() {
        assertThat(Placeholders.violations("/text", new Text("{plan.name} {backup.retention}", "{plan.name}")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.pointer()).isEqualTo("/text"));
    }

    @Test
    void theClausesThatComeWithTheProductAreSoundInBothLanguagesAndForEveryPlan() {
        List<DefaultClauses.Entry> entries = DefaultClauses.read(json);

        assertThat(entries)
                .extracting(DefaultClauses.Entry::code)
                .contains("C02", "C06", "C07", "C11", "C12", "C13", "C14", "C15", "C16", "C17", "C33")
                .doesNotHaveDuplicates();
        for (DefaultClauses.Entry entry : entries) {
            assertThat(Placeholders.violations("/text", entry.text()))
                    .as(entry.code())
                    .isEmpty();
            for (Language language : Language.values())
                assertThat(Placeholders.fill(entry.text().in(language), PlanSamples.withoutBackups(), language))
                        .doesNotContain("{")
                        .satisfies(text -> assertThat(FORBIDDEN)
                                .as(entry.code())
                                .noneMatch(text.toLowerCase(Locale.ROOT)::contains));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPlaceholderIsFilledForAPlanThatPromisesAll(Language language) {
        for (String name : List.of(
                "plan.name",
                "backup.statement",
                "backup.frequency",
                "backup.retention",
                "restore.statement",
                "support.firstResponse",
                "repair.price"))
            assertThat(Placeholders.fill("{" + name + "}", PlanSamples.standard(), language))
                    .isNotBlank()
                    .doesNotContain("{");
    }
}
