package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;
import java.util.UUID;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.language.Language;
import org.junit.jupiter.api.Test;

/** The bytes of a mail follow from the delivery alone, and no text in it becomes a header. */
class MimeTest {

    private static final UUID DELIVERY = UUID.fromString("0198c5a2-7c00-7000-8000-00000000000d");

    private static byte[] mail(String subject, String sender) {
        return mail(subject, sender, "5ea1".repeat(16));
    }

    private static byte[] mail(String subject, String sender, String seal) {
        PaperFile file = new PaperFile(new byte[] {1, 2, 3}, "0".repeat(64), Language.FR);
        return Mime.of(
                DELIVERY,
                new Letter(
                        subject,
                        "Bonjour,\n.\nFrom ici\n",
                        "<p>Bonjour</p>",
                        Language.FR,
                        List.of(new Letter.Attached("conditions.pdf", file))),
                new Mime.Envelope(
                        "contrats@hebergeur.example",
                        sender,
                        null,
                        "camille@example.org",
                        Instant.parse("2026-11-03T08:00:00.5Z"),
                        seal));
    }

    private static MimeMessage read(byte[] mail) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    }

    @Test
    void theSameDeliveryIsTheSameBytesWheneverAndWhereverItIsWritten() throws Exception {
        byte[] first = mail("Vos conditions", "Hébergeur");
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        try {
            Thread.sleep(20);
            assertThat(mail("Vos conditions", "Hébergeur")).isEqualTo(first);
        } finally {
            TimeZone.setDefault(here);
        }
        assertThat(read(first).getHeader("Date", null)).isEqualTo("Tue, 3 Nov 2026 08:00:00 +0000");
        assertThat(read(first).getMessageID()).isEqualTo("<" + DELIVERY + "@hebergeur.example>");
    }

    @Test
    void whoKnowsAllButTheSaltOfTheAddressCannotWriteTheSameMail() throws Exception {
        Addressee kept = new Addressee("camille@example.org", new byte[] {1, 2, 3});
        Addressee guessed = new Addressee("camille@example.org", new byte[] {1, 2, 4});

        byte[] sent = mail("Vos conditions", "Hébergeur", kept.seal(DELIVERY));

        assertThat(read(sent).getHeader("X-Seal"))
                .containsExactly(kept.seal(DELIVERY))
                .allMatch(seal -> seal.matches("[0-9a-f]{64}"));
        assertThat(mail("Vos conditions", "Hébergeur", kept.seal(DELIVERY))).isEqualTo(sent);
        assertThat(mail("Vos conditions", "Hébergeur", guessed.seal(DELIVERY))).isNotEqualTo(sent);
        // What one mail shows is of no use for another.
        assertThat(kept.seal(UUID.randomUUID())).isNotEqualTo(kept.seal(DELIVERY));
        assertThat(kept.toString()).doesNotContain("camille", "1, 2");
    }

    @Test
    void whatATextSaysStaysInItsPlace() throws Exception {
        byte[] mail = mail("Vos conditions\r\nBcc: x@example.org\r\n\r\ncorps", "Hébergeur\r\nBcc: y@example.org");

        MimeMessage read = read(mail);
        assertThat(read.getHeader("Bcc")).isNull();
        assertThat(read.getAllRecipients()).hasSize(1);
        assertThat(read.getSubject()).isEqualTo("Vos conditions Bcc: x@example.org corps");
        assertThat(new String(mail, StandardCharsets.US_ASCII)).doesNotContain("\nBcc:");
    }
}
