package org.gardefou.kit.notes;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.answers.QuickRequest;
import org.gardefou.local.testing.TestTokens;

/** Requests of the different callers. */
public final class Client {

    public static final String NOTES = "/notes/v1/notes";

    private static final List<String> ALL = List.of("notes:read", "notes:write", "notes:admin");

    private Client() {}

    public static RequestSpecification operator() {
        return with(TestTokens.of("operator", ALL, Map.of()));
    }

    public static RequestSpecification as(String role, Map<String, UUID> claims) {
        return with(TestTokens.of(role, ALL, claims));
    }

    public static RequestSpecification with(String token) {
        return anybody().header("Authorization", TestTokens.bearer(token));
    }

    public static RequestSpecification anybody() {
        return QuickRequest.insteadOf(() -> given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false))))
                .contentType("application/json")
                .urlEncodingEnabled(false);
    }

    /** A body that is accepted, with a title of its own. */
    public static String body() {
        return body(UUID.randomUUID().toString());
    }

    public static String body(String title) {
        return "{\"title\":\"%s\",\"stars\":3,\"color\":\"RED\"}".formatted(title);
    }

    public static String create() {
        return operator()
                .body(body())
                .post(NOTES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
