package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.page.Pages.accept;
import static org.gardefou.terms.page.Pages.acceptance;
import static org.gardefou.terms.page.Pages.link;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.terms.conformance.StatementPageTest;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * The pages that people read, in a real Chromium: by keyboard alone, in both languages, light and dark, wide and as narrow as a telephone (WCAG 2.1 A and
 * AA, EN 301 549), all in one session. A page that has a fault is drawn in target/pages.
 */
@QuarkusTest
class BrowserTest {

    private static final Path PICTURES = Path.of("target/pages");

    /** Whether all pages are drawn, for the README ({@code -Dpictures=true}); one that has a fault always is. */
    private static final boolean DRAWN = Boolean.getBoolean("pictures");

    private static final String[] ALL = {"backups", "changes", "security"};

    private static Chromium chromium;

    @Inject
    Bus bus;

    @Inject
    Stationery stationery;

    /** The comparison of two versions for who has a token. */
    private String compared = "";

    @TestHTTPResource("/")
    URI root;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void termsAreAcceptedWithTheKeyboardAlone() {
        Scene scene = Pages.published(bus);
        String page =
                link(acceptance(scene, ", \"order\": true, \"returnTo\": \"https://espace.hebergeur.example/c\""));
        chromium.look(1000, false);
        open(page);
        assertThat(chromium.language()).isEqualTo("fr");
        assertThat(chromium.framed()).contains("C11");
        // What is wrong in the page and in its frame would be found
        chromium.spoil();
        assertThat(chromium.violations())
                .anySatisfy(fault -> assertThat(fault).startsWith("image-alt: iframe,img"))
                .anySatisfy(fault -> assertThat(fault).startsWith("image-alt: img"));
        open(page);

        // The first thing that the Tab key comes to leads past what is the same on every page
        chromium.tabTo("Aller au texte", 1);
        chromium.tabTo("Passer le texte", 10);
        chromium.press(Keys.ENTER);
        chromium.tabTo("ce que l'hébergeur sauvegarde", 1);
        chromium.press(" ");
        chromium.tabTo("modifications", 1);
        chromium.tabTo("qui met à jour", 1);
        chromium.press(" ");
        chromium.tabTo("Je demande que le service commence", 1);
        chromium.tabTo("Commande avec obligation de paiement", 1);
        chromium.press(Keys.ENTER);

        // One box was left out: the page says so at once, and leads there
        await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(chromium.title()).startsWith("Erreur : "));
        assertThat(chromium.focused()).contains("Il reste une chose à faire");
        assertThat(chromium.violations()).isEmpty();
        if (DRAWN) chromium.picture(PICTURES.resolve("acceptance-incomplete-fr-1000.png"));
        chromium.tabTo("À cocher : J'ai lu que les modifications", 1);
        chromium.press(Keys.ENTER);
        assertThat(chromium.focused()).contains("modifications");
        chromium.press(" ");
        chromium.tabTo("Commande avec obligation de paiement", 3);
        chromium.press(Keys.ENTER);

        await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(chromium.heading()).isEqualTo("C'est accepté"));
        system().get("/acceptances?customer=" + scene.customer)
                .then()
                .body("items", hasSize(1))
                .body("items[0].provenance", equalTo("HOSTED_PAGE"))
                .body("items[0].boxes", hasSize(3))
                .body("items[0].userAgent", org.hamcrest.Matchers.containsString("Chrome"));
        chromium.tabTo("Continuer", 12);
    }

    @Test
    void aWarningIsAcknowledgedWithTheKeyboardAlone() {
        Scene scene = Pages.published(bus).accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.plugin-updated"));
        open(link(Pages.notices(scene, "")));

        chromium.tabTo("Extension", 8);
        chromium.press(Keys.ENTER);
        await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(chromium.text()).contains("Ce qui peut arriver"));
        operator().get("/risk-notices/" + notice).then().body("state", equalTo("DELIVERED"));
        chromium.tabTo("J'ai lu cet avertissement", 8);
        chromium.press(Keys.ENTER);

        await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(chromium.text()).contains("Vous avez confirmé"));
        assertThat(chromium.violations()).isEmpty();
        operator().get("/risk-notices/" + notice).then().body("state", equalTo("ACKNOWLEDGED"));
    }

    @Test
    void everyPageIsAccessibleInBothLanguagesLightAndDarkWideAndNarrow() throws IOException {
        List<String> faults = new ArrayList<>();

        Map<String, String> pages = pages();
        for (Language language : Language.values()) {
            pages.forEach((name, path) -> {
                open(path + (path.contains("?") ? "&" : "?") + "lang=" + language.tag());
                look(name, language, faults);
            });
            chromium.as(TestTokens.operator());
            open(compared + "&locale=" + language.tag());
            look("differences", language, faults);
            chromium.as(null);
            open(statement(language));
            look("statement", language, faults);
        }

        assertThat(faults).isEmpty();
    }

    /** The page that is open as it is seen on a screen, enlarged and on a telephone: the window changes, and nothing is loaded again. */
    private static void look(String name, Language language, List<String> faults) {
        // 320 pixels are 1280 at 400 %, 640 are 1280 at 200 % (WCAG 2.1: 1.4.10, 1.4.4)
        for (int width : List.of(1000, 640, 320)) {
            boolean dark = width == 320;
            chromium.look(width, dark);
            List<String> found = new ArrayList<>();
            Chromium.Fit fit = chromium.fit();
            if (fit.width() > width) found.add("is " + fit.width() + " wide");
            if (!fit.frameFits()) found.add("its frame is too narrow");
            fit.buttons().stream()
                    .filter(high -> high < 44)
                    .forEach(high -> found.add("a button is " + high + " high"));
            // What axe finds depends on the words and on the look, and on no word together with a look
            if (width == 1000 || dark && language == Language.FR) found.addAll(chromium.violations());
            if (width != 640 && DRAWN || !found.isEmpty())
                chromium.picture(PICTURES.resolve("%s-%s-%d.png".formatted(name, language.tag(), width)));
            found.forEach(fault ->
                    faults.add("%s, %s, %d, %s: %s".formatted(name, language, width, dark ? "dark" : "light", fault)));
        }
        if (!chromium.language().equals(language.tag()) && !name.equals("unknown"))
            faults.add(name + " is in " + chromium.language());
    }

    /** One of each, by name. */
    private Map<String, String> pages() {
        Scene scene = Pages.published(bus);
        String expired = link(acceptance(scene, ", \"lasting\": \"PT1S\""));
        scene.registerSite().accept().contract();
        String warnings = link(Pages.notices(scene, ""));
        String plugin = scene.notice(scene.change("site.plugin-updated"));
        scene.notice(scene.change("site.dns-changed"));
        scene.notice(scene.change("site.database-changed"));
        String first = link(acceptance(another(scene), ", \"order\": true, \"email\": \"camille.martin@example.org\""));
        String accepted = link(
                acceptance(another(scene), ", \"order\": true, \"returnTo\": \"https://espace.hebergeur.example/c\""));
        accept(accepted, "fr", ALL).then().statusCode(303);
        Scene changing = Pages.published(bus).accept();
        String next = Pages.next(changing);
        String changed = link(acceptance(changing, ""));
        system().post("/checkpoints");
        await().atMost(Scene.SOON).until(() -> Pages.get(expired).statusCode() == 410);
        compared = "/terms/v1/versions/" + next + "/differences?from=" + changing.version;
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("acceptance", first);
        pages.put("acceptance-of-changes", changed);
        pages.put("accepted", accepted);
        pages.put("expired", expired);
        pages.put("unknown", "/terms/pages/unknown");
        pages.put("warnings", warnings);
        pages.put("warning", warnings + "/notices/" + plugin);
        pages.put("legal-centre", "/terms/legal");
        pages.put("legal-document", "/terms/legal/documents/" + changing.document);
        pages.put("legal-version", "/terms/legal/versions/" + next);
        pages.put("legal-differences", "/terms/legal/versions/" + next + "/differences?from=" + changing.version);
        pages.put("legal-responsibilities", "/terms/legal/responsibilities?level=STANDARD");
        pages.put("legal-checkpoints", "/terms/legal/checkpoints");
        pages.put("problem", "/problems/validation");
        return pages;
    }

    /** A month is stated days after its end: its page is written here as the service writes it. */
    private String statement(Language language) throws IOException {
        Files.createDirectories(PICTURES);
        Path page = PICTURES.resolve("statement-%s.html".formatted(language.tag()));
        Files.writeString(page, stationery.html(StatementPageTest.page(language)));
        return page.toUri().toString();
    }

    /** Another customer who orders the same. */
    private Scene another(Scene scene) {
        Scene other = new Scene(bus);
        other.plan = scene.plan;
        return other;
    }

    private void open(String path) {
        chromium.open(root.resolve(path).toString());
    }
}
