package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gardefou.terms.checkpoint.SecretsConfig;
import org.gardefou.terms.delivery.Answer.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A talk with a relay over the wire, in the clear and over TLS: what it means for the mail, however it ends. */
class RelayTest {

    private static final byte[] MAIL = "From: contrats@hebergeur.example\r\nSubject: Conditions\r\n\r\nBonjour\r\n"
            .getBytes(StandardCharsets.UTF_8);
    private static final String TO = "camille@example.org";

    /** A real mail server over TLS. It reads its key once in the life of a process. */
    private static GreenMail greenMail;

    private static SelfSigned certificate;

    @TempDir
    Path folder;

    @BeforeAll
    static void startGreenMail(@TempDir Path keys) throws Exception {
        certificate = SelfSigned.of("localhost");
        System.setProperty(
                DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY,
                certificate.store(keys).toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, SelfSigned.PASSWORD);
        greenMail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        greenMail.setUser(TO, "garde-fou", ScriptedRelay.PASSWORD);
        greenMail.start();
    }

    @AfterAll
    static void stopGreenMail() {
        greenMail.stop();
    }

    @BeforeEach
    void emptyMailboxes() throws Exception {
        greenMail.purgeEmailFromAllMailboxes();
    }

    private Relay relay(int port, MailConfig.Security security, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "gardefou.mail.host", "localhost",
                "gardefou.mail.port", Integer.toString(port),
                "gardefou.mail.security", security.name(),
                "gardefou.mail.from", "contrats@hebergeur.example",
                "gardefou.mail.timeout", "5s"));
        settings.putAll(more);
        MailConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(MailConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(MailConfig.class);
        SecretsConfig secrets = () -> folder;
        return new Relay(config, secrets);
    }

    private Relay relay(ScriptedRelay server) {
        return relay(server.port(), MailConfig.Security.NONE, Map.of());
    }

    private Map<String, String> login(String user, String password, SelfSigned certificate) throws Exception {
        Path secret = folder.resolve("mail-password");
        Files.writeString(secret, password);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return Map.of(
                "gardefou.mail.user",
                user,
                "gardefou.mail.trust",
                certificate.pem(folder).toString());
    }

    private static Answer refused(Relay relay) {
        return catchThrowableOfType(Relay.NotTaken.class, () -> relay.take(MAIL, TO))
                .answer();
    }

    @Test
    void whatIsTakenIsTold() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay(null)) {
            Answer answer = relay(server).take(MAIL, TO);

            assertThat(answer).isEqualTo(new Answer("localhost", Stage.END, 250, "250 2.0.0 Ok: queued as 4Z1"));
            assertThat(server.heard()).contains("MAIL FROM:<contrats@hebergeur.example>", "RCPT TO:<" + TO + ">");
            assertThat(server.mails()).containsExactly(new String(MAIL, StandardCharsets.UTF_8).replace("\r\n", "\n"));
        }
    }

    @Test
    void whoHangsUpAfterTakingAMailHasTakenIt() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay(null).hangUpAfter(".")) {
            Relay relay = relay(server);
            // The goodbye is sometimes on its way before the connection breaks.
            for (int i = 0; i < 20; i++) assertThat(relay.take(MAIL, TO).code()).isEqualTo(250);

            assertThat(server.mails()).hasSize(20);
        }
    }

    @Test
    void whoSaysNothingToAMailMayHaveTakenIt() throws Exception {
        for (String words : List.of(ScriptedRelay.NOTHING, "354 what?", "?"))
            try (ScriptedRelay server = new ScriptedRelay(null).reply(".", words)) {
                Answer answer = refused(relay(server));

                assertThat(answer.lost()).as(words).isTrue();
                assertThat(answer.refusal()).isFalse();
                assertThat(server.mails()).hasSize(1);
            }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    GREETING | 554 5.3.2 Not for you                      | OPENING   | false
                    EHLO     | 550 Access denied                          | OPENING   | false
                    MAIL     | 550 5.1.8 Sender address rejected          | SENDER    | false
                    MAIL     | 451 4.3.0 Later                            | SENDER    | false
                    RCPT     | 550 5.1.1 <camille@example.org>: Unknown   | RECIPIENT | true
                    RCPT     | 550 No such user                           | RECIPIENT | true
                    RCPT     | 554 5.7.1 Client host rejected             | RECIPIENT | false
                    RCPT     | 550 5.7.26 Not authenticated               | RECIPIENT | false
                    RCPT     | 451 4.7.1 Greylisted                       | RECIPIENT | false
                    DATA     | 554 5.5.1 No valid recipients              | CONTENT   | true
                    DATA     | 421 4.3.2 Shutting down                    | CONTENT   | false
                    .        | 552 5.3.4 Message too big                  | END       | true
                    .        | 554 5.7.1 Looks like spam                  | END       | false
                    .        | 452 4.3.1 Disk full                        | END       | false
                    """)
    void onlyWhatIsAboutTheMailIsFinal(String command, String words, Stage stage, boolean end) throws Exception {
        for (boolean hangsUp : new boolean[] {false, true})
            try (ScriptedRelay server = new ScriptedRelay(null)
                    .reply(command, words)
                    // Where EHLO is refused, the library says HELO.
                    .reply("HELO", words)
                    // Who breaks a connection that has just begun is not heard at all.
                    .hangUpAfter(hangsUp && stage != Stage.OPENING ? command : "QUIT")) {
                Answer answer = refused(relay(server));

                assertThat(answer.stage()).isEqualTo(stage);
                assertThat(answer.code()).isEqualTo(Integer.parseInt(words.substring(0, 3)));
                assertThat(answer.text()).isEqualTo(words);
                assertThat(answer.refusal()).isEqualTo(end);
                assertThat(answer.lost()).isFalse();
            }
    }

    @Test
    void aRelayThatIsAwayIsAskedAgain() throws Exception {
        ScriptedRelay gone = new ScriptedRelay(null);
        gone.close();

        Answer answer = refused(relay(gone));

        assertThat(answer.code()).isZero();
        assertThat(answer.refusal()).isFalse();
        assertThat(answer.text()).contains("localhost");
    }

    @Test
    void aRelayThatDoesNotOfferTlsHearsNothing() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay(null)) {
            SelfSigned other = SelfSigned.of("localhost");
            Answer answer = refused(relay(
                    server.port(), MailConfig.Security.STARTTLS, login("garde-fou", ScriptedRelay.PASSWORD, other)));

            assertThat(answer.stage()).isEqualTo(Stage.OPENING);
            assertThat(answer.refusal()).isFalse();
            assertThat(server.heard()).allMatch(line -> line.startsWith("EHLO") || line.equals("QUIT"));
        }
    }

    @Test
    void overStartTlsItSignsInWhereTheCertificateIsTheRelaysAlone() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay(certificate.server())) {
            Map<String, String> login = login("garde-fou", ScriptedRelay.PASSWORD, certificate);
            assertThat(relay(server.port(), MailConfig.Security.STARTTLS, login)
                            .take(MAIL, TO)
                            .code())
                    .isEqualTo(250);
            assertThat(server.heard().subList(0, 3))
                    .satisfiesExactly(
                            one -> assertThat(one).startsWith("EHLO"),
                            one -> assertThat(one).isEqualTo("STARTTLS"),
                            one -> assertThat(one).startsWith("EHLO"));
            assertThat(server.heard()).anyMatch(line -> line.startsWith("AUTH PLAIN"));
        }
    }

    @Test
    void aRelayThatIsNotWhoItShouldBeHearsNoPassword() throws Exception {
        SelfSigned elsewhere = SelfSigned.of("smtp.example.org");
        Map<SelfSigned, SelfSigned> wrong = Map.of(
                // Another key than that which is trusted; and the trusted one, of another name.
                SelfSigned.of("localhost"), certificate, elsewhere, elsewhere);
        for (Map.Entry<SelfSigned, SelfSigned> one : wrong.entrySet())
            try (ScriptedRelay server = new ScriptedRelay(one.getKey().server())) {
                Answer answer = refused(relay(
                        server.port(),
                        MailConfig.Security.STARTTLS,
                        login("garde-fou", ScriptedRelay.PASSWORD, one.getValue())));

                assertThat(answer.stage()).isEqualTo(Stage.OPENING);
                assertThat(answer.refusal()).isFalse();
                assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
            }
    }

    @Test
    void whereTheTrustedCertificatesCannotBeReadNobodyIsTrusted() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        try (ScriptedRelay server = new ScriptedRelay(certificate.server())) {
            for (Path file : List.of(empty, folder.resolve("missing.pem"))) {
                Answer answer = refused(relay(
                        server.port(), MailConfig.Security.STARTTLS, Map.of("gardefou.mail.trust", file.toString())));

                assertThat(answer.text()).contains(file.getFileName().toString());
            }
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void aMailServerOverTlsTakesWhatTheRightPasswordSends() throws Exception {
        Answer answer = relay(
                        greenMail.getSmtps().getPort(),
                        MailConfig.Security.TLS,
                        login("garde-fou", ScriptedRelay.PASSWORD, certificate))
                .take(MAIL, TO);

        assertThat(answer.code()).isEqualTo(250);
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
        assertThat(greenMail.getReceivedMessages()[0].getSubject()).isEqualTo("Conditions");
    }

    @Test
    void aWrongPasswordIsOursToMendAndStandsInNoLog() throws Exception {
        String password = "wrong-" + Long.toHexString(System.nanoTime());
        Map<String, String> login = login("garde-fou", password, certificate);
        Log log = new Log();
        try (ScriptedRelay second = new ScriptedRelay(certificate.server())) {
            Answer answer = refused(relay(greenMail.getSmtps().getPort(), MailConfig.Security.TLS, login));
            Answer other = refused(relay(second.port(), MailConfig.Security.STARTTLS, login));

            for (Answer one : List.of(answer, other)) {
                assertThat(one.stage()).isEqualTo(Stage.OPENING);
                assertThat(one.code()).isEqualTo(535);
                assertThat(one.refusal()).isFalse();
                assertThat(one.toString() + new Relay.NotTaken(one)).doesNotContain(password);
            }
            assertThat(second.heard()).noneMatch(line -> line.startsWith("MAIL"));
            assertThat(greenMail.getReceivedMessages()).isEmpty();
        } finally {
            log.close();
        }
        // The library says a lot when it is asked to, and says none of it.
        assertThat(log.lines).anyMatch(line -> line.matches("AUTH \\w+ failed.*"));
        for (String secret : List.of(password, base64(password), base64("\0garde-fou\0" + password)))
            assertThat(log.lines).noneMatch(line -> line.contains(secret));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All that the client's library would write, at its most talkative. */
    private static final class Log extends Handler {

        // The library logs in the name of the package that extends it.
        private final Logger library = Logger.getLogger(Talk.class.getPackageName());
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Log() {
            setLevel(Level.ALL);
            library.setLevel(Level.ALL);
            library.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(
                    line.getMessage() + " " + java.util.Arrays.toString(line.getParameters()) + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            library.removeHandler(this);
            library.setLevel(null);
        }
    }
}
