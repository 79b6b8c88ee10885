package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    private static final List<String> ALLOWED = List.of("https://espace.hebergeur.example", "https://b.example:8443");

    @Test
    void anAddressOfAnOriginThatIsAllowedIsTaken() {
        assertThat(ReturnAddress.allowed("https://espace.hebergeur.example/commande?n=1#x", ALLOWED))
                .contains("https://espace.hebergeur.example");
        assertThat(ReturnAddress.allowed("HTTPS://Espace.Hebergeur.example", ALLOWED))
                .isPresent();
        assertThat(ReturnAddress.allowed("https://b.example:8443/", ALLOWED)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "http://espace.hebergeur.example/",
                "https://espace.hebergeur.example:444/",
                "https://espace.hebergeur.example.evil.example/",
                "https://evil.example/https://espace.hebergeur.example",
                "https://espace.hebergeur.example@evil.example/",
                "https://user:pass@espace.hebergeur.example/",
                "https:\\\\evil.example",
                "https://evil.example\\@espace.hebergeur.example/",
                "//espace.hebergeur.example/",
                "/commande",
                "javascript:alert(1)//https://espace.hebergeur.example",
                "data:text/html,x",
                "https:///commande",
                "https://b.example/",
                " https://espace.hebergeur.example/",
                ""
            })
    void everythingElseIsRefused(String address) {
        assertThat(ReturnAddress.allowed(address, ALLOWED)).isEmpty();
    }

    @Test
    void withoutAListNothingIsAllowed() {
        assertThat(ReturnAddress.allowed("https://espace.hebergeur.example/", List.of()))
                .isEmpty();
    }
}
