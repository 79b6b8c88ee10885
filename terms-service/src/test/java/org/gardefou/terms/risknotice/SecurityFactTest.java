package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until which version what was found of an extension holds: a doubt keeps the warning. */
class SecurityFactTest {

    @ParameterizedTest
    @CsvSource({
        // finding, its version, mended in, version that is reported, over?
        "VULNERABLE, 1.0, 1.2, 1.2,   true",
        "VULNERABLE, 1.0, 1.2, 1.10,  true",
        "VULNERABLE, 1.0, 1.2, 1.1,   false",
        "VULNERABLE, 1.0, 1.2, trunk, false",
        "NULLED,     1.0,    , 1.1,   true",
        "NULLED,     1.0,    , 1.0,   false",
        "NULLED,     '',     , 1.0,   false",
        "UNTRUSTED,  '',     , 2.0,   false",
        "VULNERABLE, '',  1.2, 1.3,   true",
        "CLOSED,     1.0,    , 2.0,   false",
        "OUTDATED,   1.0,    , '',    false"
    })
    void whatEndsAFinding(
            SecurityFact.Finding finding, String version, @Nullable String fixedIn, String reported, boolean over) {
        SecurityFact fact = new SecurityFact(
                SecurityFact.Extension.PLUGIN,
                "shop-turbo",
                version,
                finding,
                SecurityFact.Severity.HIGH,
                fixedIn,
                "test",
                null);

        assertThat(fact.endsWith(reported)).isEqualTo(over);
    }
}
