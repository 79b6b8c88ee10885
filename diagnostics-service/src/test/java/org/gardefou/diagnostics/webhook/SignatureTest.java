package org.gardefou.diagnostics.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard Webhooks 1.0, by the example that its libraries share. */
class SignatureTest {

    private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final byte[] OTHER = "another key of twenty-four".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String AT = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);

    @Test
    void theSharedExampleIsGoodWithWhicheverKeyAndAmongOtherSignatures() {
        assertThat(new Signature(ID, AT, GOOD).fault(BODY, List.of(KEY), NOW)).isEmpty();
        assertThat(new Signature(ID, AT, GOOD).fault(BODY, List.of(OTHER, KEY), NOW))
                .isEmpty();
        assertThat(new Signature(ID, AT, "v1,AAAA v1a,xyz " + GOOD).fault(BODY, List.of(KEY), NOW))
                .isEmpty();
        assertThat(new Signature(ID, AT, GOOD).sentAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void clocksMayDifferByFiveMinutes(long seconds) {
        assertThat(new Signature(ID, AT, GOOD).fault(BODY, List.of(KEY), NOW.plusSeconds(seconds)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -1_000_000_000, 1_000_000_000})
    void whatIsStaleOrFromTheFutureIsNot(long seconds) {
        assertThat(new Signature(ID, AT, GOOD).fault(BODY, List.of(KEY), NOW.plusSeconds(seconds)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("five minutes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                "- 1614265330 v1,x",
                "msg_1 - v1,x",
                "msg_1 1614265330 -",
                "msg.1 1614265330 v1,x",
                "msg_é 1614265330 v1,x",
                "msg_1 1614265330.0 v1,x",
                "msg_1 -1614265330 v1,x",
                "msg_1 99999999999999999999 v1,x",
                "msg_1 1614265330 v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "msg_p5jXN8AQM9LWM0D4loKWxJek 1614265331 v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "msg_p5jXN8AQM9LWM0D4loKWxJek 1614265330 v1,!!!!",
                "msg_p5jXN8AQM9LWM0D4loKWxJek 1614265330 v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "msg_p5jXN8AQM9LWM0D4loKWxJek 1614265330 g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void whatIsNotSignedByTheKeyIsNot(String id, String at, String signature) {
        assertThat(new Signature(id, at, signature).fault(BODY, List.of(KEY), NOW))
                .isPresent();
    }

    @Test
    void anotherBodyOrAnotherKeyOrNoneIsNot() {
        byte[] spaced = "{\"test\":2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(new Signature(ID, AT, GOOD).fault(spaced, List.of(KEY), NOW)).isPresent();
        assertThat(new Signature(ID, AT, GOOD).fault(BODY, List.of(OTHER), NOW)).isPresent();
        assertThat(new Signature(ID, AT, GOOD).fault(BODY, List.of(), NOW)).isPresent();
        assertThat(new Signature(ID, AT, "v1,AAAA ".repeat(10) + GOOD).fault(BODY, List.of(KEY), NOW))
                .as("behind more signatures than are looked at")
                .isPresent();
    }
}
