package org.gardefou.support.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private static final List<Guide> GUIDES = ShippedGuides.read();

    static Stream<Guide> guides() {
        return GUIDES.stream();
    }

    // What the checks name, and the signatures of the catalogue (diagnostics-service, signatures.json).
    static Stream<String> whatDiagnosticsNames() throws IOException {
        Path catalogue = Path.of(System.getProperty("gardefou.root"))
                .resolve("diagnostics-service/src/main/resources/signatures.json");
        Set<String> keys = new TreeSet<>(Set.of("first-steps", "platform-incident", "siteurl", "take-a-backup"));
        for (JsonNode signature : new ObjectMapper().readTree(catalogue.toFile())) {
            keys.add(signature.get("guide").asText());
        }
        return keys.stream();
    }

    @ParameterizedTest
    @MethodSource("whatDiagnosticsNames")
    void everythingThatDiagnosticsCanNameIsExplainedInBothLanguages(String key) {
        Guide fr = shipped(key, "fr");
        Guide en = shipped(key, "en");
        assertThat(fr.title()).isNotEqualTo(en.title());
        assertThat(fr.markdown()).isNotEqualTo(en.markdown());
    }

    @Test
    void noGuideFileIsForgottenInTheIndex() throws IOException {
        Path folder =
                Path.of(System.getProperty("gardefou.root")).resolve("support-service/src/main/resources/guides/fr");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            GUIDES.stream().map(Guide::key).distinct().toList());
        }
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
    void everyRepairSaysHowBySftpInThePanelAndInTheProgram(Guide guide) {
        assertThat(guide.markdown()).contains("SFTP", guide.locale().equals("fr") ? "panneau" : "panel");
        assertThat(guide.markdown()).containsAnyOf("WordPress", "Joomla", "Drupal", "PrestaShop");
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
        assertThat(GuideLanguage.of(locale, accepted)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "FR", "", "fr-FR"})
    void anotherLocaleIsRefused(String locale) {
        assertThatThrownBy(() -> GuideLanguage.of(locale, null)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void aPageRunsNothingOfWhatSomebodyWroteIntoAText() {
        String page = GuidePages.guide(
                new Guide(
                        "own",
                        "fr",
                        "Titre <script>",
                        "Résumé \"&\"",
                        "## Voir\n<script>alert(1)</script>\n[ici](javascript:alert(1)) et [là](https://example.org) <b onclick=x>gras</b>"));

        assertThat(page)
                .contains("<html lang=\"fr\">", "<h2>Voir</h2>", "Titre &lt;script&gt;", "https://example.org")
                .doesNotContain("<script", "javascript:", "<b onclick");
    }

    @Test
    void whatIsSoughtIsShownAsItWasWritten() {
        assertThat(GuidePages.list(List.of(), "\"><img src=x>", "en"))
                .contains("value=\"&quot;&gt;&lt;img src=x&gt;\"", "No guide speaks of that")
                .doesNotContain("<img");
    }

    private static Guide shipped(String key, String locale) {
        return GUIDES.stream()
                .filter(guide -> guide.key().equals(key) && guide.locale().equals(locale))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no guide " + key + " in " + locale));
    }
}
