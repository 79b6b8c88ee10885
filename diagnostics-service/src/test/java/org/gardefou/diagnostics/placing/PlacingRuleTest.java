package org.gardefou.diagnostics.placing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacingRuleTest {

    private static final UUID SHOP = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");

    private static final List<Candidate> SITES = List.of(
            site(SHOP, "jean", "/home/jean", "jean_wp", "shop.example", "www.shop.example"),
            site(new UUID(1, 2), "jean", "/home/jean/blog", "jean_blog", "blog.shop.example"),
            site(new UUID(1, 3), "jean", "/srv/old", "jean_wp", "www.old.example"),
            site(new UUID(1, 4), "anna", "/home/anna", "anna_wp", "anna.example"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // what names it, and by which of its domains the site is known
                "0198c5a2-7c00-7000-8000-000000000001, -, -, -, -, shop.example",
                "SHOP.example, -, -, -, -, shop.example",
                "nobody.example, -, -, -, -, UNKNOWN",
                "-, shop.example., -, -, -, shop.example",
                "-, mail.shop.example, -, -, -, shop.example",
                "-, a.blog.shop.example, -, -, -, blog.shop.example",
                "-, old.example, -, -, -, www.old.example",
                "-, example, -, -, -, AMBIGUOUS",
                "-, neu.example, anna, -, -, UNKNOWN",
                "-, -, anna, -, -, anna.example",
                "-, -, jean, -, -, AMBIGUOUS",
                "-, -, nobody, -, -, UNKNOWN",
                "-, -, jean, /home/jean/public_html/.htaccess, -, shop.example",
                "-, -, jean, /home/jean/blog/wp-config.php, -, blog.shop.example",
                "-, -, jean, /home/jeanne/index.php, -, AMBIGUOUS",
                "-, -, jean, -, jean_blog, blog.shop.example",
                "-, -, -, -, jean_wp, AMBIGUOUS",
                "-, -, -, -, anna_wp, anna.example",
                "-, shop.example, -, -, jean_blog, shop.example",
                // what one account asked of another one's, the panel refused
                "-, shop.example, anna, -, -, UNKNOWN",
                "-, mail.shop.example, anna, -, -, UNKNOWN",
                "-, shop.example, jean, -, -, shop.example",
                "-, -, anna, /home/jean/index.php, jean_wp, anna.example"
            })
    void whatNamesASiteMostSurelyCountsFirst(
            @Nullable String subject,
            @Nullable String domain,
            @Nullable String account,
            @Nullable String path,
            @Nullable String database,
            String expected) {
        Place place = PlacingRule.choose(new About(subject, domain, account, path, database), SITES);

        String found =
                switch (place) {
                    case Place.At at ->
                        SITES.stream()
                                .filter(site -> site.site().equals(at.site()))
                                .flatMap(site -> site.domains().stream())
                                .filter(expected::equals)
                                .findFirst()
                                .orElse(at.toString());
                    case Place.Nowhere nowhere -> nowhere.reason().name();
                };
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/home/jean/public_html/.htaccess, .htaccess",
        "public_html/wp-config.php, wp-config.php",
        "/home/jean/private/key, /home/jean/private/key",
        "wp-content/plugins/x, wp-content/plugins/x"
    })
    void aPathIsToldBelowTheDocumentRoot(String path, String told) {
        Place.At shop = (Place.At) PlacingRule.choose(About.subject("shop.example"), SITES);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putObject("object").put("path", path);

        shop.locate(data);

        assertThat(data.at("/object/path").asText()).isEqualTo(told);
    }

    private static Candidate site(UUID id, String owner, String root, String database, String... domains) {
        return new Candidate(
                new Known(id, id, null, false), Set.of(domains), owner, root, root + "/public_html", Set.of(database));
    }
}
