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
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * The pages that people read, in a real Chromium: by keyboard alone, in both languages, light and dark, wide and as narrow as a telephone (WCAG 2.1 A and
 * AA, EN 301 549). The pictures in target/pages are those that it saw.
 */
@QuarkusTest
class BrowserTest {

    private static final Path PICTURES = Path.of("target/pages");
    private static final String[] ALL = {"backups", "changes", "security"};

    private static Chromium chromium;

    @Inject
    Bus bus;

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

        // The first thing that the Tab key comes to leads past what is the same on every page
        chromium.tabTo("Aller au texte", 1);
        chromium.tabTo("Passer le texte", 10);
        chromium.press(Keys.ENTER);
        chromium.tabTo("ce que l'hébergeur sauvegarde", 1);
        chromium.press(" ");
        chromium.tabTo("modifications", 1);
        chromium.tabTo("qui met à jour", 1);
        chromium.press(" ");
        chromium.tabTo("Commande avec obligation de paiement", 1);
        chromium.press(Keys.ENTER);

        // One box was left out: the page says so at once, and leads there
        await().untilAsserted(() -> assertThat(chromium.title()).startsWith("Erreur : "));
        assertThat(chromium.focused()).contains("Il reste une chose à faire");
        assertThat(chromium.violations()).isEmpty();
        chromium.picture(PICTURES.resolve("acceptance-incomplete-fr-1000.png"));
        chromium.tabTo("À cocher : J'ai lu que les modifications", 1);
        chromium.press(Keys.ENTER);
        assertThat(chromium.focused()).contains("modifications");
        chromium.press(" ");
        chromium.tabTo("qui met à jour", 1);
        chromium.tabTo("Commande avec obligation de paiement", 1);
        chromium.press(Keys.ENTER);

        await().untilAsserted(() -> assertThat(chromium.heading()).isEqualTo("C'est accepté"));
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
        await().untilAsserted(() -> assertThat(chromium.text()).contains("Ce qui peut arriver"));
        operator().get("/risk-notices/" + notice).then().body("state", equalTo("DELIVERED"));
        chromium.tabTo("J'ai lu cet avertissement", 8);
        chromium.press(Keys.ENTER);

        await().untilAsserted(() -> assertThat(chromium.text()).contains("Vous avez confirmé"));
        assertThat(chromium.violations()).isEmpty();
        operator().get("/risk-notices/" + notice).then().body("state", equalTo("ACKNOWLEDGED"));
    }

    @Test
    void everyPageIsAccessibleInBothLanguagesLightAndDarkWideAndNarrow() {
        Map<String, String> pages = pages();
        List<String> faults = new ArrayList<>();

        pages.forEach((name, path) -> {
            for (String language : List.of("fr", "en")) {
                String address = path + (path.contains("?") ? "&" : "?") + "lang=" + language;
                // 320 pixels are 1280 at 400 %, 640 are 1280 at 200 % (WCAG 2.1: 1.4.10, 1.4.4)
                for (int width : List.of(1000, 640, 320)) {
                    boolean dark = width == 320;
                    chromium.look(width, dark);
                    open(address);
                    String where = "%s, %s, %d, %s: ".formatted(name, language, width, dark ? "dark" : "light");
                    if (chromium.width() > width) faults.add(where + "is " + chromium.width() + " wide");
                    if (!chromium.frameFits()) faults.add(where + "its frame is too narrow");
                    if (width != 640) {
                        chromium.violations().forEach(fault -> faults.add(where + fault));
                        chromium.picture(PICTURES.resolve("%s-%s-%d.png".formatted(name, language, width)));
                    }
                    if (!chromium.language().equals(language) && !name.equals("unknown"))
                        faults.add(where + "is in " + chromium.language());
                    chromium.buttonHeights().stream()
                            .filter(high -> high < 44)
                            .forEach(high -> faults.add(where + "a button is " + high + " high"));
                }
            }
        });

        assertThat(faults).isEmpty();
    }

    /** One of each, by name. */
    private Map<String, String> pages() {
        Scene scene = Pages.published(bus).registerSite().accept().contract();
        String warnings = link(Pages.notices(scene, ""));
        String plugin = scene.notice(scene.change("site.plugin-updated"));
        scene.notice(scene.change("site.dns-changed"));
        scene.notice(scene.change("site.database-changed"));
        String first = link(acceptance(another(scene), ", \"order\": true"));
        String accepted = link(
                acceptance(another(scene), ", \"order\": true, \"returnTo\": \"https://espace.hebergeur.example/c\""));
        accept(accepted, "fr", ALL).then().statusCode(303);
        String expired = link(acceptance(scene, ", \"lasting\": \"PT1S\""));
        Scene changing = Pages.published(bus).accept();
        String next = Pages.next(changing);
        String changed = link(acceptance(changing, ""));
        system().post("/checkpoints");
        await().until(() -> Pages.get(expired).statusCode() == 410);
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
        return pages;
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
