package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void whatIsKnownPasses() {
        assertThatCode(() -> Options.requireKnown(List.of("--detach"), List.of("--infra-only", "--detach")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Options.requireKnown(List.of(), List.of())).doesNotThrowAnyException();
    }

    @Test
    void aWordTooManyIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> Options.requireKnown(List.of("now"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("now")
                .hasMessageContaining("takes none");
        assertThatThrownBy(() -> Options.requireKnown(List.of("--yes"), List.of("--detach")))
                .hasMessageContaining("--detach");
        assertThatThrownBy(() -> TokenRequest.parse(List.of("--help")))
                .hasMessageContaining("There is no option --help");
    }
}
