package org.gardefou.local.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.process.PrivateFiles;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Issues the bearer tokens of a local suite: JSON Web Tokens (RFC 7519) signed with ES256 (RFC 7518, section 3.4) by a
 * key that is made at the first start and never leaves its directory.
 */
public final class TokenMint {

    /** The {@code iss} claim of every token, which the services check. */
    public static final String ISSUER = "https://garde-fou.local";

    /** What a service needs beside the key to accept the tokens: smallrye-jwt expects RSA unless told. */
    public static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    private final PrivateKey key;
    private final Path publicKeyFile;
    private final Clock clock;

    private TokenMint(PrivateKey key, Path publicKeyFile, Clock clock) {
        this.key = key;
        this.publicKeyFile = publicKeyFile;
        this.clock = clock;
    }

    /**
     * The mint whose key lies in that directory; the key pair is made when there is none.
     *
     * @throws IOException when the key cannot be read or written
     */
    public static TokenMint in(Path directory, Clock clock) throws IOException {
        Path privateFile = directory.resolve("token-signing-key.pem");
        Path publicFile = directory.resolve("token-public-key.pem");
        try {
            if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
                PrivateFiles.directory(directory);
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                PrivateFiles.write(
                        publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
                PrivateFiles.write(
                        privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            }
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(decode(Files.readString(privateFile))));
            return new TokenMint(key, publicFile, clock);
        } catch (GeneralSecurityException | IllegalArgumentException cause) {
            throw new IOException(
                    "The token key in " + directory + " cannot be used; remove the directory and start again.", cause);
        }
    }

    /** The address of the public key, as {@code mp.jwt.verify.publickey.location} takes it. */
    public String publicKeyLocation() {
        return publicKeyFile.toUri().toString();
    }

    /** A token of a role with all scopes of that role. */
    public String mint(Role role, String subject, Map<String, UUID> claims, Duration validity) {
        return mint(role.claim(), role.scopes(), subject, claims, validity);
    }

    /**
     * A signed token.
     *
     * @param role the one entry of the {@code groups} claim
     * @param scopes what the {@code scope} claim lists (RFC 8693, section 4.2)
     * @param subject the {@code sub} claim: who acts
     * @param claims further claims: {@code customer} and {@code connection}
     * @param validity how long it is accepted from now
     */
    public String mint(String role, List<String> scopes, String subject, Map<String, UUID> claims, Duration validity) {
        JwtClaims content = new JwtClaims();
        content.setIssuer(ISSUER);
        content.setSubject(subject);
        content.setStringListClaim("groups", role);
        content.setStringClaim("scope", String.join(" ", scopes));
        claims.forEach((name, value) -> content.setStringClaim(name, value.toString()));
        content.setIssuedAt(NumericDate.fromSeconds(clock.instant().getEpochSecond()));
        content.setExpirationTime(
                NumericDate.fromSeconds(clock.instant().plus(validity).getEpochSecond()));
        content.setJwtId(UUID.randomUUID().toString());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(ALGORITHM);
        signature.setHeader("typ", "JWT");
        signature.setKey(key);
        signature.setPayload(content.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException cause) {
            throw new IllegalStateException("The key of this mint cannot sign ES256.", cause);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    private static byte[] decode(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
