package org.gardefou.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenMintTest {

    @TempDir
    private Path directory;

    @Test
    void aTokenIsVerifiedByThePublicKeyAndNamesItsCustomer() throws Exception {
        // Given
        TokenMint mint = TokenMint.in(directory.resolve("keys"), Clock.systemUTC());
        UUID customer = UUID.randomUUID();
        // When
        String token = mint.mint(Role.CUSTOMER, "somebody", Map.of("customer", customer), Duration.ofMinutes(5));
        // Then
        JwtClaims claims = verify(mint, token);
        assertThat(claims.getSubject()).isEqualTo("somebody");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("customer");
        assertThat(claims.getStringClaimValue("customer")).isEqualTo(customer.toString());
        assertThat(claims.getStringClaimValue("scope"))
                .contains("terms:read", "support:write")
                .doesNotContain("admin");
        assertThat(claims.getJwtId()).isNotBlank();
    }

    @Test
    void theKeyIsPrivateAndIsKept() throws Exception {
        // Given
        Path keys = directory.resolve("keys");
        String token =
                TokenMint.in(keys, Clock.systemUTC()).mint(Role.OPERATOR, "operator", Map.of(), Duration.ofMinutes(5));
        // When the suite starts again
        TokenMint again = TokenMint.in(keys, Clock.systemUTC());
        // Then its tokens are still good, and only the owner can read the key
        assertThat(verify(again, token).getStringClaimValue("scope")).contains("backups:admin");
        assertThat(Files.getPosixFilePermissions(keys.resolve("token-signing-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTokenOfAnotherMintOrOfThePastIsRefused() throws Exception {
        // Given
        TokenMint mint = TokenMint.in(directory.resolve("ours"), Clock.systemUTC());
        TokenMint other = TokenMint.in(directory.resolve("theirs"), Clock.systemUTC());
        // When, Then
        String forged = other.mint(Role.OPERATOR, "operator", Map.of(), Duration.ofMinutes(5));
        assertThatThrownBy(() -> verify(mint, forged)).isInstanceOf(InvalidJwtException.class);
        String expired = mint.mint(Role.OPERATOR, "operator", Map.of(), Duration.ofMinutes(-5));
        assertThatThrownBy(() -> verify(mint, expired)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void anUnknownRoleIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> Role.named("root")).hasMessageContaining("operator, system, panel or customer");
    }

    private static JwtClaims verify(TokenMint mint, String token) throws Exception {
        String pem = Files.readString(Path.of(URI.create(mint.publicKeyLocation())));
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setExpectedIssuer(TokenMint.ISSUER)
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }
}
