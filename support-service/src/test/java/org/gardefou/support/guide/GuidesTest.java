package org.gardefou.support.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidesTest {

    private static final Map<String, List<String>> SECTIONS = Map.of(
            "fr",
            List.of(
                    "Ce que vous voyez",
                    "Pourquoi",
                    "Vérifier",
                    "Réparer",
                    "Éviter que cela recommence",
                    "Quand nous appeler"),
            "en",
            List.of("What you see", "Why", "How to check", "How to fix it", "How to avoid it", "When to call us"));

    private static final Guides GUIDES = new Guides();

    static Stream<Guide> guides() {
        return SECTIONS.keySet().stream().flatMap(locale -> GUIDES.all(locale).stream());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first-steps",
                "missing-php-extension-or-plugin",
                "php-fatal-error",
                "undo-last-edit",
                "database-connection",
                "database-credentials",
                "restore-database",
                "htaccess",
                "missing-file-restore",
                "maintenance-mode",
                "siteurl",
                "recovery-mode",
                "platform-incident",
                "internal-server-error",
                "take-a-backup"
            })
    void whatTheBreakagesOfTheStoryNeedIsThereInBothLanguages(String key) {
        assertThat(GUIDES.has(key)).isTrue();
        Guide fr = GUIDES.find(key, "fr").orElseThrow();
        Guide en = GUIDES.find(key, "en").orElseThrow();
        assertThat(fr.title()).isNotEqualTo(en.title());
        assertThat(fr.markdown()).isNotEqualTo(en.markdown());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyGuideHasAllSectionsInTheirOrderEachWithText(Guide guide) {
        List<String> parts =
                Stream.of(guide.markdown().split("(?m)^## ")).skip(1).toList();

        assertThat(parts)
                .extracting(part -> part.lines().findFirst().orElseThrow())
                .containsExactlyElementsOf(SECTIONS.get(guide.locale()));
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.split("\\s+").length).isGreaterThan(10));
        assertThat(guide.markdown().split("\\s+").length).isBetween(150, 300);
        assertThat(guide.summary()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyRepairSaysHowBySftpInThePanelAndInWordPress(Guide guide) {
        assertThat(guide.markdown())
                .contains("SFTP", "WordPress", guide.locale().equals("fr") ? "panneau" : "panel");
    }

    @Test
    void aKeyThatNobodyWroteIsNotThere() {
        assertThat(GUIDES.has("slow-script")).isFalse();
        assertThat(GUIDES.find("slow-script", "fr")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "title: x", "---\ntitle: x\n---\ntext", "---\ntitle: x\nsummary: y\n---\n"})
    void aFileOfAnotherFormStopsTheStart(String file) {
        assertThatThrownBy(() -> GuideFile.read("htaccess", "fr", file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("htaccess (fr) must begin with a head");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr |                   | fr
            en |                   | en
            en | fr                | en
               |                   | fr
               | fr-FR,fr;q=0.9    | fr
               | en-GB             | en
               | en;q=0.5,fr;q=0.9 | fr
               | de,en;q=0.3       | en
               | de                | en
               | ;;;               | fr
            """)
    void theLanguageIsTheOneAskedForElseTheOneAccepted(String locale, String accepted, String language) {
        assertThat(GuideResource.language(locale, accepted)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "FR", "", "fr-FR"})
    void anotherLocaleIsRefused(String locale) {
        assertThatThrownBy(() -> GuideResource.language(locale, null)).isInstanceOf(HttpProblem.class);
    }
}
