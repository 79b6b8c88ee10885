package org.gardefou.diagnostics.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.diagnostics.component.ComponentKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {

    @TempDir
    Path folder;

    private Path site;
    private List<CmsReader> readers = List.of();

    @BeforeEach
    void anEmptySite() throws IOException {
        site = Files.createDirectories(folder.resolve("site/htdocs"));
        Markers markers = new Markers(new ObjectMapper());
        readers = List.of(
                new WordPressReader(markers),
                new JoomlaReader(markers),
                new DrupalReader(markers),
                new PrestaShopReader(markers));
    }

    private void file(String path, String text) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Reading read() throws IOException {
        return read(new Budget(Duration.ofHours(1), System::nanoTime));
    }

    private Reading read(Budget budget) throws IOException {
        return Reading.of(new Tree(new LocalSiteFiles(folder.resolve("site")), "htdocs", budget), readers);
    }

    private void wordPress() throws IOException {
        file("wp-load.php", "<?php");
        file("wp-includes/version.php", "<?php\n$wp_version = '6.4.3';\n");
        file(
                "wp-content/plugins/shop/shop.php",
                "<?php\n/*\n * Plugin Name: Shop & Co\n * Version: 1.10-beta2\n * Author: Nobody\n * Update URI: https://updates.evil.example/shop\n */");
        file("wp-content/plugins/shop/readme.txt", "=== Shop ===\nStable tag: 1.9\n");
    }

    @Test
    void wordPressIsReadAsItReadsItself() throws IOException {
        wordPress();
        file("wp-content/plugins/hello.php", "<?php /* Plugin Name: Hello\rVersion: 1.7 */");
        file("wp-content/plugins/index.php", "<?php // Silence is golden.");
        file("wp-content/mu-plugins/always.php", "<?php /* Plugin Name: Always */");
        file("wp-content/object-cache.php", "<?php /* Plugin Name: Cache\nVersion: 3 */");
        file("wp-content/debug.php", "<?php");
        file("wp-content/themes/look/style.css", "/*\nTheme Name: Look\nVersion: 2.0\n*/");

        Reading reading = read();

        assertThat(reading.state()).isEqualTo(Reading.State.READ);
        assertThat(reading.cms()).isEqualTo(Cms.WORDPRESS);
        assertThat(reading.components())
                .extracting(Component::kind, Component::slug, Component::name, Component::version)
                .containsExactlyInAnyOrder(
                        tuple(ComponentKind.CMS, "wordpress", "WordPress", "6.4.3"),
                        tuple(ComponentKind.PLUGIN, "shop", "Shop & Co", "1.10-beta2"),
                        tuple(ComponentKind.PLUGIN, "hello", "Hello", "1.7"),
                        tuple(ComponentKind.MUST_USE, "always", "Always", null),
                        tuple(ComponentKind.DROP_IN, "object-cache", "Cache", "3"),
                        tuple(ComponentKind.THEME, "look", "Look", "2.0"));
        TrustFacts facts = plugin(reading, "shop").facts();
        assertThat(facts.updatesFrom()).isEqualTo("updates.evil.example");
        assertThat(facts.stated()).isEqualTo("1.9");
        assertThat(facts.traces()).isEmpty();
    }

    @Test
    void whatHidesAndWhatWasNulledIsSeen() throws IOException {
        wordPress();
        file("wp-content/plugins/shop/inc/load.php", "<?php @eval( base64_decode('cGhwaW5mbygpOw=='));");
        file("wp-content/plugins/shop/inc/wp-vcd.php", "<?php");
        file("wp-content/plugins/shop/license.php", "<?php function check_license($key) { return 'valid'; }");

        assertThat(plugin(read(), "shop").facts().traces())
                .extracting(TrustFacts.Trace::marker)
                .containsExactlyInAnyOrder("eval-of-decoded", "wp-vcd-file", "licence-always-valid");
    }

    @Test
    void hostileTreesAndHeadersAreRead() throws IOException {
        wordPress();
        Path plugins = site.resolve("wp-content/plugins");
        Files.createSymbolicLink(plugins.resolve("round"), plugins);
        Files.createSymbolicLink(plugins.resolve("out"), Path.of("/etc"));
        Files.createSymbolicLink(plugins.resolve("nowhere"), Path.of("gone"));
        Files.createDirectories(plugins.resolve("folder/folder.php"));
        file("wp-content/plugins/long/long.php", "<?php // Plugin Name: " + "x".repeat(3_000_000));
        file(
                "wp-content/plugins/odd/odd.php",
                "<?php /*\nPlugin Name: A\u0000B\u202e<script>\nVersion: 1.0\u0007'; drop table x\n*/");
        Files.createDirectories(plugins.resolve("old"));
        Files.write(
                plugins.resolve("old/old.php"),
                "<?php /* Plugin Name: Été */".getBytes(Charset.forName("windows-1252")));

        Files.createSymbolicLink(plugins.resolve("self"), Path.of("self"));

        Reading reading = read();

        assertThat(plugin(reading, "old").name()).isEqualTo("Été");
        assertThat(plugin(reading, "long").name()).hasSizeLessThanOrEqualTo(200);
        assertThat(plugin(reading, "odd").name()).doesNotContain("\u0000", "\u202e");
        assertThat(reading.components()).extracting(Component::slug).doesNotContain("out", "nowhere", "folder");
        assertThat(reading.components().stream().map(Component::key).distinct()).hasSameSizeAs(reading.components());
    }

    @Test
    void aLookEndsWithItsBudgetAndSaysSo() throws IOException {
        wordPress();
        AtomicLong now = new AtomicLong();
        Budget budget = new Budget(Duration.ofNanos(3), now::getAndIncrement);

        Reading reading = read(budget);

        assertThat(reading.state()).isEqualTo(Reading.State.PARTLY);
        assertThat(reading.notes()).contains("BUDGET_SPENT");
    }

    @Test
    void joomlaIsReadByItsManifests() throws IOException {
        file("configuration.php", "<?php class JConfig {}");
        file(
                "administrator/manifests/files/joomla.xml",
                "<extension type=\"file\"><version>5.2.1</version></extension>");
        file(
                "administrator/components/com_shop/shop.xml",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><extension type=\"component\"><name>Shop</name>"
                        + "<version>2.1</version><author>&e;</author><updateservers><server type=\"extension\">https://up.example.net/x.xml</server></updateservers></extension>");
        file(
                "plugins/system/cache/cache.xml",
                "<extension type=\"plugin\" group=\"system\"><name>plg</name><version>3</version></extension>");
        file(
                "templates/look/templateDetails.xml",
                "<extension type=\"template\"><name>look</name><version>1</version></extension>");

        Reading reading = read();

        assertThat(reading.cms()).isEqualTo(Cms.JOOMLA);
        assertThat(reading.components())
                .extracting(Component::kind, Component::slug, Component::version)
                .containsExactlyInAnyOrder(
                        tuple(ComponentKind.CMS, "joomla", "5.2.1"),
                        tuple(ComponentKind.MODULE, "com_shop", "2.1"),
                        tuple(ComponentKind.PLUGIN, "system/cache", "3"),
                        tuple(ComponentKind.THEME, "look", "1"));
        TrustFacts shop = reading.components().get(1).facts();
        assertThat(shop.updatesFrom()).isEqualTo("up.example.net");
        assertThat(shop.author()).isEqualTo("&e;");
    }

    @Test
    void drupalIsReadByItsInfoFiles() throws IOException {
        file("core/lib/Drupal.php", "<?php class Drupal { const VERSION = '10.3.1'; }");
        file("modules/contrib/token/token.info.yml", "name: Token\ntype: module\nversion: '8.x-1.15'\n");
        file("modules/custom/own/own.info.yml", "name: 'Our own'\ntype: module\n");
        file("themes/contrib/look/look.info.yml", "name: Look\nversion: '2.0.1'\n");

        assertThat(read().components())
                .extracting(Component::kind, Component::slug, Component::name, Component::version)
                .containsExactlyInAnyOrder(
                        tuple(ComponentKind.CMS, "drupal", "Drupal", "10.3.1"),
                        tuple(ComponentKind.MODULE, "token", "Token", "8.x-1.15"),
                        tuple(ComponentKind.MODULE, "own", "Our own", null),
                        tuple(ComponentKind.THEME, "look", "Look", "2.0.1"));
    }

    @Test
    void prestaShopIsReadByItsModules() throws IOException {
        file("config/defines.inc.php", "<?php");
        Files.createDirectories(site.resolve("classes"));
        file("src/Core/Version.php", "<?php final class Version { public const VERSION = '8.1.5'; }");
        file("modules/pay/pay.php", "<?php class Pay { function __construct() { $this->version = '2.4'; } }");
        file(
                "modules/pay/config.xml",
                "<module><displayName><![CDATA[Pay]]></displayName><version><![CDATA[2.3]]></version></module>");
        file("themes/classic/config/theme.yml", "name: classic\ndisplay_name: Classic\nversion: 2.1.0\n");

        assertThat(read().components())
                .extracting(Component::kind, Component::slug, Component::name, Component::version)
                .containsExactlyInAnyOrder(
                        tuple(ComponentKind.CMS, "prestashop", "PrestaShop", "8.1.5"),
                        tuple(ComponentKind.MODULE, "pay", "Pay", "2.4"),
                        tuple(ComponentKind.THEME, "classic", "Classic", "2.1.0"));
    }

    @Test
    void whatIsNoneOfThemIsSaidToBeNone() throws IOException {
        Files.writeString(site.resolve("index.html"), "Bonjour", StandardCharsets.UTF_8);

        assertThat(read().state()).isEqualTo(Reading.State.NO_CMS);
    }

    private static Component plugin(Reading reading, String slug) {
        return reading.components().stream()
                .filter(one -> one.kind() == ComponentKind.PLUGIN && one.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
