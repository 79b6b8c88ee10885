package org.gardefou.terms.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.TimeStamp;
import org.gardefou.terms.testing.TestTimeAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an authority says is believed only if it is of that authority, about this, and of now. */
class StampingTest {

    private static final Checkpoint CHECKPOINT =
            new Checkpoint(1, Ids.next(), "test", 1, "00", "00", null, "key", Instant.EPOCH, "{}", "header..signature");

    private final Stamping stamping = new Stamping(Clock.systemUTC());
    private final TestTimeAuthority authority;
    private final Path certificate;
    private final Path directory;

    StampingTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.certificate = directory.resolve("authority.pem");
        this.authority = new TestTimeAuthority(certificate);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void itsWordIsKeptAndOpensslBelievesItToo() throws Exception {
        TimeStamp stamp = stamping.stamp(CHECKPOINT, over(authority.url()));

        assertThat(Duration.between(stamp.at(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(openssl(stamp, CHECKPOINT.jws())).contains("Verification: OK");
        assertThat(openssl(stamp, CHECKPOINT.jws() + " ")).contains("FAILED");
        assertThat(stamp.saysQualified()).isFalse();
    }

    @Test
    void aQualifiedOneIsToldFromTheOthers() throws Exception {
        authority.sayQualified();

        TimeStamp stamp = stamping.stamp(CHECKPOINT, over(authority.url()));

        assertThat(stamp.saysQualified()).isTrue();
        assertThat(openssl(stamp, CHECKPOINT.jws())).contains("Verification: OK");
    }

    @Test
    void aClockThatIsWrongIsNotBelieved() {
        authority.runAhead(Duration.ofMinutes(6));

        assertThatThrownBy(() -> stamping.stamp(CHECKPOINT, over(authority.url())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one of the two clocks is wrong");
    }

    @Test
    void anAuthorityOfAnotherIssuerIsNotBelieved() throws Exception {
        try (TestTimeAuthority stranger = new TestTimeAuthority(directory.resolve("stranger.pem"))) {
            assertThatThrownBy(() -> stamping.stamp(CHECKPOINT, over(stranger.url())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not hold");
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsNotBelieved() {
        byte[][] first = new byte[1][];
        TimeAuthority repeating = asked(query -> {
            if (first[0] == null) first[0] = authority.reply(query);
            return first[0];
        });

        assertThatThrownBy(() -> {
                    stamping.stamp(CHECKPOINT, repeating);
                    stamping.stamp(CHECKPOINT, repeating);
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not hold");
    }

    @Test
    void anAnswerThatWasChangedIsNotBelieved() {
        assertThatThrownBy(() -> stamping.stamp(CHECKPOINT, asked(query -> {
                    byte[] reply = authority.reply(query);
                    reply[reply.length - 5] ^= 1;
                    return reply;
                })))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not hold");
    }

    @Test
    void oneThatIsAwayIsAnErrorThatIsTriedAgain() throws Exception {
        authority.goAway(true);
        assertThatThrownBy(() -> stamping.stamp(CHECKPOINT, over(authority.url())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
        authority.goAway(false);
        assertThat(stamping.stamp(CHECKPOINT, over(authority.url())).authority())
                .isEqualTo("test");
    }

    @Test
    void aNameThatIsNoFileNameIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new HttpTimeAuthority(
                        "../a", URI.create("http://127.0.0.1/"), certificate, Duration.ofSeconds(1)))
                .hasMessageContaining("small letters");
    }

    private TimeAuthority over(String url) {
        return new HttpTimeAuthority("test", URI.create(url), certificate, Duration.ofSeconds(60));
    }

    private interface Answering {
        byte[] to(byte[] query) throws Exception;
    }

    private TimeAuthority asked(Answering answering) {
        return new TimeAuthority() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public X509Certificate certificate() throws IOException {
                return over("http://127.0.0.1/").certificate();
            }

            @Override
            public byte[] ask(byte[] query) throws IOException {
                try {
                    return answering.to(query);
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private String openssl(TimeStamp stamp, String data) throws IOException {
        Path reply = Files.write(directory.resolve("reply.tsr"), stamp.response());
        Path stamped = Files.writeString(directory.resolve("data"), data);
        Path ca = Files.writeString(directory.resolve("ca.pem"), stamp.certificate());
        Process process = new ProcessBuilder(
                        "openssl",
                        "ts",
                        "-verify",
                        "-data",
                        stamped.toString(),
                        "-in",
                        reply.toString(),
                        "-CAfile",
                        ca.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
