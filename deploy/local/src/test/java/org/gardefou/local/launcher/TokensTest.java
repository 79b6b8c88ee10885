package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Clock FIRST_DAY = Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void theOperatorsTokenStaysTheSameUntilItIsAboutToEnd() throws Exception {
        // Given
        Tokens first = tokens(FIRST_DAY);
        first.renew();
        String token = Files.readString(first.operatorFile());
        // When three weeks have passed, then it is the same
        tokens(Clock.offset(FIRST_DAY, Duration.ofDays(21))).renew();
        assertThat(first.operatorFile()).hasContent(token);
        // When it has less than a week, then there is a new one
        tokens(Clock.offset(FIRST_DAY, Duration.ofDays(24))).renew();
        assertThat(Files.readString(first.operatorFile())).isNotEqualTo(token);
    }

    @Test
    void aFileThatHoldsNoTokenIsReplaced() throws Exception {
        // Given
        Tokens tokens = tokens(FIRST_DAY);
        Files.writeString(tokens.restoreFile(), "rubbish");
        // When
        tokens.renew();
        // Then
        assertThat(Files.readString(tokens.restoreFile()).split("\\.")).hasSize(3);
    }

    @Test
    void aCustomersTokenNeedsToNameTheCustomer() {
        UUID customer = UUID.randomUUID();
        assertThat(TokenRequest.parse(List.of("--role", "customer", "--customer", customer.toString(), "--days", "3")))
                .satisfies(request -> {
                    assertThat(request.role()).isEqualTo(Role.CUSTOMER);
                    assertThat(request.claims()).containsEntry("customer", customer);
                    assertThat(request.validity()).isEqualTo(Duration.ofDays(3));
                });
        assertThatThrownBy(() -> TokenRequest.parse(List.of("--role", "customer")))
                .hasMessageContaining("needs --customer UUID");
        assertThatThrownBy(() -> TokenRequest.parse(List.of("--customer", "bob")))
                .hasMessageContaining("bob");
        assertThatThrownBy(() -> TokenRequest.parse(List.of("--days", "0"))).hasMessageContaining("1 to 365");
    }

    private Tokens tokens(Clock clock) throws Exception {
        return new Tokens(directory, TokenMint.in(directory.resolve("keys"), clock), clock);
    }
}
