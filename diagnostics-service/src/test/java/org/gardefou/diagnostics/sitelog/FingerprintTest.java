package org.gardefou.diagnostics.sitelog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.gardefou.diagnostics.signature.Catalogue;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static final Catalogue CATALOGUE = Catalogue.ofShipped(StrictJson.apply(new ObjectMapper()));
    private static final String TRACE =
            " in /home/a/htdocs/x.php:3\nStack trace:\n#0 /home/a/htdocs/wp-includes/plugin.php(4): f()\n#1 %s(5): g()";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|PHP Parse error:  syntax error, x in /home/a/htdocs/p1.php on line 1|PHP Parse error:  syntax error, y in /home/b/htdocs/p2.php on line 7",
                "false|PHP Parse error:  x in /home/a/htdocs/one.php on line 1|PHP Parse error:  x in /home/a/htdocs/two.php on line 1",
                "true|Table 'shop.wp_42_posts' doesn't exist|Table 'shop.wp_7_posts' doesn't exist",
                "false|Table 'shop.wp_posts' doesn't exist|Table 'shop.wp_users' doesn't exist",
                "true|Call to undefined function a_9f86d081884c7d659a2feaa0c55ad015()|Call to undefined function a_60303ae22b998861bce3b28f33eec1be()",
                "false|Call to undefined function one()|Call to undefined function two()",
                "false|Unknown database 'one'|Table 'one' doesn't exist"
            })
    void whatIsTheSameTroubleIsOne(boolean same, String one, String other) {
        assertThat(of(one, "/home/a").equals(of(other, "/home/b"))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "true,/home/a/htdocs/wp-content/plugins/shop/shop.php,/home/a/htdocs/wp-content/plugins/shop/shop.php",
        "false,/home/a/htdocs/wp-content/plugins/shop/shop.php,/home/a/htdocs/wp-content/plugins/form/form.php",
        "true,/home/a/htdocs/wp-admin/a.php,/home/a/htdocs/wp-includes/b.php"
    })
    void theTopmostCallOfTheSitesOwnCodeTellsTroublesApart(boolean same, String one, String other) {
        String fatal = "PHP Fatal error:  Uncaught LogicException: x" + TRACE;
        assertThat(of(fatal.formatted(one), "/home/a").equals(of(fatal.formatted(other), "/home/a")))
                .isEqualTo(same);
    }

    private static String of(String text, String root) {
        return Fingerprint.of(CATALOGUE.match("php", text).orElseThrow(), text, root);
    }
}
