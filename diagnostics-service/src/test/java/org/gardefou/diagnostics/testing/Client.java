package org.gardefou.diagnostics.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.gardefou.kit.answers.QuickRequest;
import org.gardefou.local.testing.TestTokens;
import org.jspecify.annotations.Nullable;

/** Requests of the different callers. */
public final class Client {

    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";

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

    /** The answer is a problem that says what to do. */
    public static void refused(Response answer, int status, @Nullable String problem) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
        if (problem != null) assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/" + problem);
    }

    public static RequestSpecification with(String token) {
        return anybody().header("Authorization", TestTokens.bearer(token));
    }

    public static RequestSpecification anybody() {
        EncoderConfig plain = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(STRUCTURED, io.restassured.http.ContentType.TEXT)
                .encodeContentTypeAs(BATCH, io.restassured.http.ContentType.TEXT);
        return QuickRequest.insteadOf(
                        () -> given().config(RestAssuredConfig.config().encoderConfig(plain)))
                .contentType("application/json")
                .basePath("/diagnostics/v1");
    }
}
