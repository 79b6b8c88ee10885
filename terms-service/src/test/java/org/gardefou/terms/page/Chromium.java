package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/**
 * The machine's own Chromium, without a window. Nothing is downloaded: the browser and what drives it are Debian's packages {@code chromium} and {@code
 * chromium-driver}, and where they are missing a test fails and says so.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS = List.of(
            "/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/usr/lib/chromium/chromedriver");

    /** WCAG 2.1, levels A and AA, which EN 301 549 asks for. */
    private static final String RULES = "['wcag2a','wcag2aa','wcag21a','wcag21aa']";

    /** It warns of each Chromium that is newer than what it knows how to debug; nothing here does. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    Chromium() {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed(DRIVERS, "chromium-driver").toFile())
                .usingAnyFreePort()
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed(BROWSERS, "chromium").toFile());
        options.addArguments(
                "--headless=new",
                // As root, as in a container, Chromium's own sandbox does not start; it opens our pages only.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--force-prefers-reduced-motion",
                "--hide-scrollbars",
                "--lang=fr");
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        // Once for all pages and their frames, in place of half a megabyte sent to each.
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument", Map.of("source", read("/axe.min.js"), "runImmediately", true));
    }

    private static Path installed(List<String> places, String debian) {
        return places.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "None of %s is here: install Debian's package %s, or run ./garde-fou test, which does."
                                .formatted(places, debian)));
    }

    private static String read(String resource) {
        try (InputStream in = Chromium.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException(resource + " is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As somebody sees pages whose window is so wide, and who likes them light or dark. */
    void look(int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Sends a token with each request from now on; null: none. */
    void as(@Nullable String token) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.setExtraHTTPHeaders",
                Map.of("headers", token == null ? Map.of() : Map.of("Authorization", "Bearer " + token)));
    }

    void open(String address) {
        driver.get(address);
    }

    String title() {
        return driver.getTitle() == null ? "" : driver.getTitle();
    }

    String heading() {
        return driver.findElement(By.tagName("h1")).getText();
    }

    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    String language() {
        return String.valueOf(driver.findElement(By.tagName("html")).getDomAttribute("lang"));
    }

    /** What axe finds against the rules, the frames with it; nothing, when all is well. */
    List<String> violations() {
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: {type: 'tag', values: %s}, resultTypes: ['violations']})
                   .then(result => done(result.violations.flatMap(rule =>
                        rule.nodes.map(node => rule.id + ': ' + node.target + ' ' + node.failureSummary))),
                         failure => done(['axe: ' + failure]));""".formatted(RULES));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** Puts a picture that says nothing to who does not see it into the page and into its frame. */
    void spoil() {
        driver.executeScript("""
                const inner = document.querySelector('iframe').contentDocument;
                for (const each of [document, inner]) each.querySelector('main').append(each.createElement('img'));""");
    }

    /**
     * How a page fits its window.
     *
     * @param width of the page; more than the window's, when somebody has to scroll to the side
     * @param frameFits whether its frame, where it has one, is read without scrolling to the side
     * @param buttons how high each thing is that is pressed
     */
    record Fit(long width, boolean frameFits, List<Long> buttons) {}

    Fit fit() {
        Map<?, ?> found = (Map<?, ?>) Objects.requireNonNull(driver.executeScript("""
                const frame = document.querySelector('iframe');
                const inner = frame && frame.contentDocument.documentElement;
                return {
                    width: document.documentElement.scrollWidth,
                    fits: !inner || inner.scrollWidth <= inner.clientWidth,
                    buttons: [...document.querySelectorAll('button, .button')].map(it => Math.floor(it.offsetHeight))};"""));
        return new Fit(
                number(found.get("width")),
                Boolean.TRUE.equals(found.get("fits")),
                ((List<?>) Objects.requireNonNull(found.get("buttons")))
                        .stream().map(Chromium::number).toList());
    }

    private static long number(@Nullable Object found) {
        return ((Number) Objects.requireNonNull(found)).longValue();
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(String.join("", keys)).perform();
    }

    /** Goes on with the Tab key until what has the focus says so; fails when it never does. */
    void tabTo(String words, int most) {
        for (int i = 0; i < most; i++) {
            press(Keys.TAB);
            if (focused().contains(words)) {
                assertThat(outlined()).as("The focus is seen on " + words).isTrue();
                return;
            }
        }
        throw new AssertionError("The focus never came to \"" + words + "\"; the last was \"" + focused() + "\"");
    }

    /** What has the focus: its words, or those of its label. */
    String focused() {
        return String.valueOf(driver.executeScript("""
                const it = document.activeElement;
                return (it.labels && it.labels.length ? it.labels[0].innerText : it.innerText) || it.id || it.tagName;"""));
    }

    private boolean outlined() {
        return Boolean.TRUE.equals(driver.executeScript("""
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;"""));
    }

    /** The texts of what is in the page's frame. */
    String framed() {
        driver.switchTo().frame(0);
        String text = driver.findElement(By.tagName("body")).getText();
        driver.switchTo().defaultContent();
        return text;
    }

    /** Keeps the whole page as a picture. */
    void picture(Path file) {
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
