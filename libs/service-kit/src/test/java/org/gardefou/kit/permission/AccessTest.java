package org.gardefou.kit.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.anybody;
import static org.gardefou.kit.notes.Client.as;
import static org.gardefou.kit.notes.Client.body;
import static org.gardefou.kit.notes.Client.create;
import static org.gardefou.kit.notes.Client.with;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.testing.TestTokens;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessTest {

    private static final List<String> READ = List.of("notes:read");

    @Test
    void without_a_token_nothing_is_answered_but_how_to_get_in() {
        Response answer = anybody().get(NOTES);

        problem(answer, 401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_token_that_is_not_valid_is_refused_and_said_to_be_so() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        PrivateKey foreign = generator.generateKeyPair().getPrivate();
        String issuer = "https://garde-fou.local";

        for (String token : List.of(
                TestTokens.expired(),
                "garbage",
                "a.b.c",
                signed(ours(), "https://somebody.else"),
                signed(foreign, issuer),
                unsigned(issuer))) {
            Response answer = with(token).get(NOTES);

            problem(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
        assertThat(with(signed(ours(), issuer)).get(NOTES).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_that_was_found_good_speaks_for_no_other() throws Exception {
        String good = signed(ours(), "https://garde-fou.local");
        String head = good.substring(0, good.lastIndexOf('.') + 1);
        String other = signed(ours(), "https://somebody.else");
        for (int asked = 0; asked < 3; asked++) {
            assertThat(with(good).get(NOTES).statusCode()).isEqualTo(200);
            // The same claims without a signature of their own, and the token with something around it
            for (String forged :
                    List.of(head, head + other.substring(other.lastIndexOf('.') + 1), good + "x", good + " " + good))
                problem(with(forged).get(NOTES), 401, "unauthenticated");
            problem(with(good).body(body()).post(NOTES), 403, "forbidden");
        }
    }

    @Test
    void a_token_without_the_scope_is_told_which_one_it_lacks() {
        Response answer =
                with(TestTokens.of("operator", READ, Map.of())).body(body()).post(NOTES);

        problem(answer, 403, "forbidden");
        assertThat(answer.jsonPath().getString("detail")).contains("notes:write");
    }

    @Test
    void a_token_without_the_role_is_told_which_one_it_lacks() {
        Response answer = as("system", Map.of()).get("/notes/v1/audit");

        problem(answer, 403, "forbidden");
        assertThat(answer.jsonPath().getString("detail")).contains("as:operator");
    }

    @Test
    void both_the_scope_and_the_role_are_needed() {
        // The role without the scope, the scope without the role, neither, both.
        assertThat(status("operator", List.of())).isEqualTo(403);
        assertThat(status("stranger", READ)).isEqualTo(403);
        assertThat(status("stranger", List.of())).isEqualTo(403);
        assertThat(status("operator", READ)).isEqualTo(200);
    }

    @Test
    void one_of_the_roles_is_enough() {
        for (String role : List.of("operator", "system", "panel", "customer")) {
            assertThat(status(role, READ)).as(role).isEqualTo(200);
        }
    }

    @Test
    void a_role_cannot_be_had_by_writing_it_into_the_scope() {
        Response answer = with(TestTokens.of("customer", List.of("notes:admin", "as:operator"), Map.of()))
                .get("/notes/v1/audit");

        problem(answer, 403, "forbidden");
    }

    @Test
    void an_operation_that_declares_nothing_is_closed() {
        problem(anybody().get("/notes/v1/failures/undeclared"), 401, "unauthenticated");
        problem(as("operator", Map.of()).get("/notes/v1/failures/undeclared"), 403, "forbidden");
    }

    @Test
    void each_sees_what_is_theirs_and_404_for_the_rest() {
        UUID alice = UUID.randomUUID();
        UUID bob = UUID.randomUUID();
        UUID panel = UUID.randomUUID();
        String ofAlice = created(Map.of("customer", alice), "customer");
        String ofPanel = created(Map.of("connection", panel), "panel");
        String ofNobody = create();

        assertThat(sees("customer", Map.of("customer", alice), ofAlice, ofPanel, ofNobody))
                .containsExactly(200, 404, 404);
        assertThat(sees("customer", Map.of("customer", bob), ofAlice, ofPanel, ofNobody))
                .containsExactly(404, 404, 404);
        assertThat(sees("customer", Map.of(), ofAlice, ofPanel, ofNobody)).containsExactly(404, 404, 404);
        assertThat(sees("panel", Map.of("connection", panel), ofAlice, ofPanel, ofNobody))
                .containsExactly(404, 200, 404);
        assertThat(sees("panel", Map.of("customer", alice), ofAlice, ofPanel, ofNobody))
                .containsExactly(404, 404, 404);
        assertThat(sees("operator", Map.of(), ofAlice, ofPanel, ofNobody)).containsExactly(200, 200, 200);
        assertThat(sees("system", Map.of(), ofAlice, ofPanel, ofNobody)).containsExactly(200, 200, 200);
        assertThat(as("customer", Map.of("customer", alice))
                        .get(NOTES)
                        .jsonPath()
                        .getList("items.id", String.class))
                .containsExactly(ofAlice);
        assertThat(as("customer", Map.of()).get(NOTES).jsonPath().getList("items"))
                .isEmpty();
    }

    private static List<Integer> sees(String role, Map<String, UUID> claims, String... ids) {
        return List.of(ids).stream()
                .map(id -> as(role, claims).get(NOTES + "/" + id).statusCode())
                .toList();
    }

    private static String created(Map<String, UUID> claims, String role) {
        return as(role, claims)
                .body(body())
                .post(NOTES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static int status(String role, List<String> scopes) {
        return with(TestTokens.of(role, scopes, Map.of())).get(NOTES).statusCode();
    }

    private static PrivateKey ours() throws Exception {
        Path file = Path.of(System.getProperty("gardefou.test.token-keys")).resolve("token-signing-key.pem");
        String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    }

    private static String signed(PrivateKey key, String issuer) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKey(key);
        signature.setPayload(claims(issuer));
        return signature.getCompactSerialization();
    }

    private static String unsigned(String issuer) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(claims(issuer).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + ".";
    }

    private static String claims(String issuer) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject("somebody");
        claims.setStringListClaim("groups", "operator");
        claims.setStringClaim("scope", "notes:read");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims.toJson();
    }

    private static void problem(Response answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/" + slug);
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
    }
}
