package org.gardefou.kit.problempage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.anybody;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.gardefou.kit.problem.ProblemType;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemPagesTest {

    @Inject
    ProblemTexts texts;

    @Test
    void everyTypeOfTheCatalogueHasItsPageInBothLanguages() {
        assertThat(texts.list())
                .extracting(ProblemText::slug)
                .contains("cut-off")
                .doesNotHaveDuplicates();
        for (ProblemType type : ProblemType.values()) {
            ProblemText text = texts.of(type.slug()).orElseThrow(() -> new AssertionError(type + " has no page"));
            assertThat(text.status()).isEqualTo(type.status());
            assertThat(text.en().title()).isEqualTo(type.title());
            for (ProblemText.Words words : List.of(text.fr(), text.en())) {
                assertThat(Arrays.asList(words.title(), words.meaning(), words.next()))
                        .allMatch(one -> one != null && one.length() > 5);
            }
            assertThat(text.fr().title()).isNotEqualTo(text.en().title());
        }
    }

    @Test
    void theTypeOfAProblemLeadsToItsPage() {
        String type = anybody().get("/notes/v1/notes").jsonPath().getString("type");

        Response page =
                anybody().header("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.5").get(type);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("Content-Language")).isEqualTo("fr");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.asString()).contains("<html lang=\"fr\">", "Un jeton valable est nécessaire", "HTTP 401");
    }

    @Test
    void theLanguageIsTheQuerysThenTheBrowsersThenEnglish() {
        String fr = "Le corps est trop grand";
        String en = "The body is too large";
        assertThat(anybody().get("/problems/too-large").asString()).contains(en);
        assertThat(anybody()
                        .header("Accept-Language", "de,fr")
                        .get("/problems/too-large")
                        .asString())
                .contains(fr);
        assertThat(anybody()
                        .header("Accept-Language", "fr")
                        .queryParam("lang", "en")
                        .get("/problems/too-large")
                        .asString())
                .contains(en);
    }

    @Test
    void theIndexLeadsToAllAndAnUnknownOneSaysSo() {
        String index = anybody().queryParam("lang", "fr").get("/problems").asString();

        texts.list().forEach(text -> assertThat(index).contains("/problems/" + text.slug() + "?lang=fr"));
        Response unknown = anybody().get("/problems/%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.asString()).doesNotContain("<script");
    }
}
