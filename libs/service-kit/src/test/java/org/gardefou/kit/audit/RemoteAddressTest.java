package org.gardefou.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoteAddressTest {

    private final RemoteAddress addresses =
            new RemoteAddress(new CurrentVertxRequest(), () -> Optional.of(Set.of("10.0.0.1")));

    @Test
    void a_stranger_is_not_believed() {
        assertThat(addresses.nearest("203.0.113.9", List.of("1.1.1.1"))).isEqualTo("203.0.113.9");
    }

    @Test
    void a_proxy_of_ours_is_believed_and_what_it_was_told_is_not() {
        assertThat(addresses.nearest("127.0.0.1", List.of("6.6.6.6", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(addresses.nearest("::1", List.of("6.6.6.6", "203.0.113.9", "10.0.0.1")))
                .isEqualTo("203.0.113.9");
        assertThat(addresses.nearest("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    }

    @Test
    void what_cannot_be_an_address_is_not_written_down() {
        assertThat(addresses.nearest("127.0.0.1", List.of("x".repeat(500)))).isEqualTo("127.0.0.1");
        assertThat(addresses.nearest("127.0.0.1", List.of(""))).isEqualTo("127.0.0.1");
    }
}
