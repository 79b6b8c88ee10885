package org.gardefou.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.anybody;
import static org.gardefou.kit.notes.Client.as;
import static org.gardefou.kit.notes.Client.body;
import static org.gardefou.kit.notes.Client.operator;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In these tests a customer has 60 requests in a minute, and an address without a token 200. */
@QuarkusTest
class LimitTest {

    private static final int A_MINUTE = 60;

    @Inject
    EntityManager entities;

    private final Map<String, UUID> one = Map.of("customer", UUID.randomUUID());

    @Test
    void aCustomerIsToldWhatIsLeft() {
        Response first = as("customer", one).get(NOTES);
        Response second = as("customer", one).get(NOTES);

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"customer\";q=60;w=60");
        assertThat(first.header("RateLimit")).isEqualTo("\"customer\";r=59;t=1");
        assertThat(second.header("RateLimit")).startsWith("\"customer\";r=5");
    }

    @Test
    void whoSendsTooManyWaitsAndNobodyElse() {
        // When
        Response last = as("customer", one).get(NOTES);
        // A second's worth may be added while they are sent.
        for (int sent = 0; sent < 2 * A_MINUTE && last.statusCode() == 200; sent++)
            last = as("customer", one).get(NOTES);
        // Then
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.contentType()).startsWith("application/problem+json");
        assertThat(last.jsonPath().getString("type")).endsWith("too-many-requests");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(last.header("RateLimit")).startsWith("\"customer\";r=0;t=");
        assertThat(as("customer", Map.of("customer", UUID.randomUUID()))
                        .get(NOTES)
                        .statusCode())
                .isEqualTo(200);
        assertThat(as("panel", Map.of("connection", UUID.randomUUID()))
                        .get(NOTES)
                        .header("RateLimit-Policy"))
                .isEqualTo("\"panel\";q=6000;w=60");
        assertThat(operator().get(NOTES).header("RateLimit")).isNull();
    }

    @Test
    void aRefusedWriteHasNoEffect() {
        // The bucket fills while they are sent: it is the refused one itself that is looked for.
        String written = UUID.randomUUID().toString();
        String refused = written;
        Response last = write(written);
        for (int sent = 0; sent < 2 * A_MINUTE && last.statusCode() == 201; sent++) {
            refused = UUID.randomUUID().toString();
            last = write(refused);
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(isKept(written)).isTrue();
        assertThat(isKept(refused)).isFalse();
    }

    private Response write(String title) {
        return as("customer", one).body(body(title)).post(NOTES);
    }

    private boolean isKept(String title) {
        return entities.createQuery("select count(*) from Note where title = ?1", Long.class)
                        .setParameter(1, title)
                        .getSingleResult()
                == 1;
    }

    @Test
    void anAddressWithoutATokenIsCountedToo() {
        String address = "203.0.113.7";
        Response last = open(address);
        assertThat(last.header("RateLimit-Policy")).isEqualTo("\"anonymous\";q=200;w=60");

        for (int sent = 0; sent < 8 * A_MINUTE && last.statusCode() != 429; sent++) last = open(address);

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        // Another address has its own, and what a client writes before the address that the proxy saw is not believed
        assertThat(open("203.0.113.8").statusCode()).isNotEqualTo(429);
        assertThat(left(open("192.0.2.99, " + address))).isLessThan(100);
        assertThat(operator().get(NOTES).statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressThatSendsBadTokensIsCountedAsOneWithout() {
        String address = "203.0.113.9";
        Response last = bad(address);
        assertThat(last.statusCode()).isEqualTo(401);
        assertThat(last.header("RateLimit-Policy")).isEqualTo("\"anonymous\";q=200;w=60");

        for (int sent = 0; sent < 8 * A_MINUTE && last.statusCode() == 401; sent++) last = bad(address);

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.contentType()).startsWith("application/problem+json");
        assertThat(last.jsonPath().getString("type")).endsWith("too-many-requests");
        assertThat(last.jsonPath().getString("instance")).isEqualTo(NOTES);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(last.header("WWW-Authenticate")).isNull();
        // Whoever has a good token is served from there as before
        assertThat(operator().header("X-Forwarded-For", address).get(NOTES).statusCode())
                .isEqualTo(200);
    }

    /** How many requests its caller has left, of the 200. */
    private static int left(Response answer) {
        return Integer.parseInt(answer.header("RateLimit").replaceFirst("^\"anonymous\";r=(\\d+);t=\\d+$", "$1"));
    }

    private static Response bad(String forwarded) {
        return anybody()
                .header("X-Forwarded-For", forwarded)
                .header("Authorization", "Bearer no.good.token")
                .get(NOTES);
    }

    @Test
    void whoMayChooseAmongTheAddressesOfAnIpv6NetworkIsOneCaller() {
        Response last = open("2001:db8::1");
        for (int sent = 0; sent < 8 * A_MINUTE && last.statusCode() != 429; sent++)
            last = open("2001:db8::" + Integer.toHexString(sent + 2));

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(open("2001:db8:0:1::1").statusCode()).isNotEqualTo(429);
    }

    /** An operation that anybody may call, as the proxy on this machine forwards it. */
    private static Response open(String forwarded) {
        return anybody().header("X-Forwarded-For", forwarded).get("/notes/v1/failures/bare-418");
    }
}
