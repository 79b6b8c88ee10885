package org.gardefou.terms.testing;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.gardefou.kit.answers.QuickRequest;
import org.gardefou.local.testing.TestTokens;

/** Requests of the different callers. */
public final class Client {

    private Client() {}

    public static RequestSpecification operator() {
        return with(TestTokens.operator());
    }

    public static RequestSpecification system() {
        return with(TestTokens.system());
    }

    public static RequestSpecification customer(UUID customer) {
        return with(TestTokens.customer(customer));
    }

    public static RequestSpecification panel(UUID connection) {
        return with(TestTokens.panel(connection));
    }

    public static RequestSpecification with(String token) {
        return anybody().header("Authorization", TestTokens.bearer(token));
    }

    public static RequestSpecification anybody() {
        return QuickRequest.insteadOf(() -> given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false))))
                .contentType("application/json")
                .basePath("/terms/v1");
    }
}
