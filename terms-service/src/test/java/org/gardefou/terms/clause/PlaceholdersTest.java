package org.gardefou.terms.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.plan.PlanSamples;
import org.gardefou.terms.plan.Promises;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class PlaceholdersTest {

    public static final Hoster HOSTER = new Hoster() {
        @Override
        public Optional<String> name() {
            return Optional.of("Hébergeur SARL");
        }

        @Override
        public Optional<String> contact() {
            return Optional.of("1 rue de la Paix, 75002 Paris");
        }

        @Override
        public Optional<String> mediator() {
            return Optional.of("Médiateur de la consommation, 2 rue de la Paix, 75002 Paris");
        }
    };

    @Test
    void theTextSaysWhatThePlanPromises() {
        String filled = Placeholders.fill(
                "Sauvegarde {backup.frequency}, gardée {backup.retention} ; réparation {repair.price}.",
                PlanSamples.standard(),
                HOSTER,
                Language.FR);

        assertThat(filled).isEqualTo("Sauvegarde toutes les 24 heures, gardée 7 jours ; réparation 90,00\u00a0€.");
    }

    @Test
    void whatThePlanDoesNotPromiseCannotBeSaid() {
        assertThatThrownBy(() -> Placeholders.fill(
                        "Every {backup.frequency}", PlanSamples.withoutBackups(), HOSTER, Language.EN))
                .isInstanceOf(Placeholders.DoesNotFit.class)
                .hasMessageContaining("backup.frequency");
        assertThat(Placeholders.fill("{backup.statement}", PlanSamples.withoutBackups(), HOSTER, Language.EN))
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

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPlaceholderIsFilledForAPlanThatPromisesAll(Language language) {
        for (String name : List.of(
                "plan.name",
                "backup.statement",
                "backup.frequency",
                "backup.retention",
                "backup.location",
                "restore.statement",
                "availability.statement",
                "credit.statement",
                "support.firstResponse",
                "support.hours",
                "managed.statement",
                "repair.price",
                "hoster.name",
                "hoster.contact",
                "hoster.mediator"))
            assertThat(Placeholders.fill("{" + name + "}", PlanSamples.standard(), HOSTER, language))
                    .isNotBlank()
                    .doesNotContain("{");
    }

    @Test
    void howLongBackupsOutliveTheContractIsSaidWhereThePlanPromisesIt() {
        Plan kept = PlanSamples.plan(
                Level.STANDARD, PlanSamples.promises(new Promises.Backup(true, "PT24H", "P7D", null, "P30D"), true));

        assertThat(Placeholders.fill("{backup.statement}", kept, HOSTER, Language.FR))
                .contains("Celles qui restent à la fin du contrat sont conservées encore 30 jours, puis effacées.");
        assertThat(Placeholders.fill("{backup.statement}", kept, HOSTER, Language.EN))
                .contains("Those that are left when the contract ends are kept for another 30 days, then erased.");
        assertThat(Placeholders.fill("{backup.statement}", PlanSamples.standard(), HOSTER, Language.FR))
                .doesNotContain("à la fin du contrat");
    }
}
