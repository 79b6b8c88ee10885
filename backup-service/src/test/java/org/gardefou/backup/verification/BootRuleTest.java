package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gardefou.access.apart.Marker;
import org.gardefou.access.apart.PageLook;
import org.gardefou.access.apart.Showing;
import org.gardefou.backup.verification.BootRule.Looked;
import org.gardefou.backup.verification.BootRule.Verdict;
import org.gardefou.backup.verification.Ending.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BootRuleTest {

    private static final String PAGE =
            "<html><head><title>Boutique</title></head><body><h1>Bienvenue dans notre boutique</h1><p>Des légumes frais chaque semaine</p></body></html>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | Bonjour                                          | PASSED   | HEALTHY
            0   | ''                                               | FAILED   | NO_ANSWER
            500 | There has been a critical error on this website. | FAILED   | CRITICAL_ERROR
            500 | Error establishing a database connection         | FAILED   | DATABASE_ERROR
            200 | <b>Fatal error</b>: Uncaught Error               | FAILED   | CRITICAL_ERROR
            200 | ''                                               | FAILED   | EMPTY_PAGE
            404 | Not found                                        | FAILED   | REFUSED
            503 | Briefly unavailable for scheduled maintenance.   | DOUBTFUL | UNDER_MAINTENANCE
            301 | ''                                               | DOUBTFUL | REDIRECTED
            """)
    void theFrontPageSaysWhatIsWrong(int status, String body, Outcome outcome, Result result) {
        assertThat(judge(page(status, body, null), List.of(), null)).isEqualTo(new Verdict(outcome, result));
    }

    @Test
    void aSiteThatWantsToBeInstalledHasLostItsDatabase() {
        PageLook front = page(302, "", "http://127.0.0.1:8000/wp-admin/install.php");
        assertThat(judge(front, List.of(), null).result()).isEqualTo(Result.NOT_INSTALLED);
    }

    @Test
    void aPageThatLooksWellWithoutItsTablesDoesNotPass() {
        List<String> log = List.of("WordPress database error Table 'wp.wp_posts' doesn't exist for query SELECT 1");
        assertThat(judge(page(200, PAGE, null), log, null).result()).isEqualTo(Result.TABLE_MISSING);
        assertThat(Showing.telling(log)).contains(log.getFirst());
    }

    @Test
    void whatWasOnTheLastGoodPageIsLookedForAgain() {
        Marker before = Marker.of(PAGE, PAGE.length());
        assertThat(judge(page(200, PAGE.replace("chaque semaine", "dès lundi"), null), List.of(), before)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(judge(page(200, "<title>Boutique</title>Nothing here", null), List.of(), before))
                .isEqualTo(new Verdict(Outcome.DOUBTFUL, Result.CONTENT_UNLIKE));
    }

    @Test
    void aLoginPageThatBreaksIsABreak() {
        PageLook login = new PageLook("/wp-login.php", 500, 0, null, "");
        assertThat(BootRule.judge(new Looked(page(200, PAGE, null), Optional.of(login), List.of(), Optional.empty())))
                .isEqualTo(new Verdict(Outcome.FAILED, Result.LOGIN_BROKEN));
    }

    @Test
    void aMarkerIsWhatReadersSee() {
        Marker marker = Marker.of(
                "<title> Ma\n boutique </title><script>var longScriptText = 'not seen';</script><!-- no comment here --><p>Court</p><p>Un texte assez long pour compter</p>",
                1);
        assertThat(marker.title()).isEqualTo("Ma boutique");
        assertThat(marker.texts()).containsExactly("Un texte assez long pour compter");
        assertThat(new Marker("", List.of(), 0).foundIn("anything")).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {
                "HEALTHY",
                "NO_ANSWER",
                "CRITICAL_ERROR",
                "DATABASE_ERROR",
                "TABLE_MISSING",
                "EMPTY_PAGE",
                "NOT_INSTALLED",
                "REFUSED",
                "UNDER_MAINTENANCE",
                "REDIRECTED",
                "LOGIN_BROKEN",
                "CONTENT_UNLIKE"
            })
    void everyVerdictSaysWhatItMeans(Result result) {
        assertThat(BootWords.of(result).fr()).isNotEqualTo("Voir le résultat.").isNotBlank();
        assertThat(BootWords.of(result).en()).isNotBlank();
    }

    private static Verdict judge(PageLook front, List<String> log, Marker before) {
        return BootRule.judge(new Looked(front, Optional.empty(), log, Optional.ofNullable(before)));
    }

    private static PageLook page(int status, String body, String location) {
        return new PageLook("/", status, body.length(), location, body);
    }
}
