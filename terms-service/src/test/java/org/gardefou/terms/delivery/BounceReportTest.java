package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail servers send back, read as RFC 3464 has it, and whatever else comes to a mailbox. */
class BounceReportTest {

    private static final UUID DELIVERY = Ids.next();
    private static final String MESSAGE_ID = "<" + DELIVERY + "@hebergeur.example>";

    /** As Postfix writes it. */
    static String report(String messageId, String action, String status) {
        return """
                From: MAILER-DAEMON@smtp.hebergeur.example (Mail Delivery System)
                To: conditions@hebergeur.example
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="9B7F6A"

                This is a MIME-encapsulated message.

                --9B7F6A
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --9B7F6A
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; smtp.hebergeur.example
                X-Postfix-Queue-ID: 9B7F6A
                Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0000 (UTC)

                Final-Recipient: rfc822; camille@example.org
                Original-Recipient: rfc822;camille@example.org
                Action: %s
                Status: %s
                Remote-MTA: dns; mx.example.org
                Diagnostic-Code: smtp; 550 5.1.1 <camille@example.org>:
                    Recipient address rejected

                --9B7F6A
                Content-Description: Undelivered Message
                Content-Type: message/rfc822

                Message-ID: %s
                Subject: Les conditions de votre contrat changent
                Content-Type: text/plain

                Bonjour,

                --9B7F6A--
                """.formatted(action, status, messageId).replace("\n", "\r\n");
    }

    private static BounceReport read(String mail) throws BounceReport.Unreadable {
        return BounceReport.read(mail.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReportNamesTheMailAndSaysWhyItFailed() throws Exception {
        BounceReport read = read(report(MESSAGE_ID, "failed", "5.1.1"));

        assertThat(read.delivery()).isEqualTo(DELIVERY);
        assertThat(read.failed()).isTrue();
        assertThat(read.status()).isEqualTo("5.1.1");
        assertThat(read.said()).isEqualTo("smtp; 550 5.1.1 <camille@example.org>: Recipient address rejected");
    }

    @Test
    void whatAPipeHandsOnWithLineFeedsAloneIsReadAndSoIsTheExample() throws Exception {
        assertThat(read(report(MESSAGE_ID, "failed", "5.1.1").replace("\r\n", "\n"))
                        .delivery())
                .isEqualTo(DELIVERY);
        assertThat(read(BounceResource.REPORT).status()).isEqualTo("5.1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 5.1.1 (no such user), true, 5.1.1",
        "FAILED, 4.4.7, true, 4.4.7",
        "failed, unknown, true, 5.0.0",
        "delayed, 4.4.1, false, 4.4.1",
        "delivered, 2.0.0, false, 2.0.0",
        "relayed, 2.0.0, false, 2.0.0"
    })
    void onlyWhatFailedForGoodCameBack(String action, String status, boolean failed, String known) throws Exception {
        BounceReport read = read(report(MESSAGE_ID, action, status));

        assertThat(read.failed()).isEqualTo(failed);
        assertThat(read.status()).isEqualTo(known);
    }

    @Test
    void theHeadersOfTheMailAreEnough() throws Exception {
        String headers = report(MESSAGE_ID, "failed", "5.1.1")
                .replace("Content-Type: message/rfc822", "Content-Type: text/rfc822-headers");

        assertThat(read(headers).delivery()).isEqualTo(DELIVERY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Subject: hello\r\n\r\nI am on holiday",
                "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n",
                "Content-Type: multipart/report\r\n\r\n--b--",
                "\u0000\u0001",
                "{\"messageId\": \"<a@b>\"}"
            })
    void whatIsNoReportIsRefused(String mail) {
        assertThatThrownBy(() -> read(mail)).isInstanceOf(BounceReport.Unreadable.class);
    }

    /** Anybody can send a mail to the mailbox: one that ends before its part does, by its own encoding, once kept a thread for ever. */
    @Test
    void aPartThatEndsBeforeItsEncodingDoesIsReadToItsEnd() {
        String mail = """
                Content-Type: multipart/report; boundary="b"

                --b
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: uuencode

                begin 644 report
                #86)C
                `
                end
                and more behind it
                --b--
                """;

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThatThrownBy(() -> read(mail))
                .isInstanceOf(BounceReport.Unreadable.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<4711@hebergeur.example>", "<>", "nobody", "<0198c5a2-7c00-7000-8000-00000000000d>"})
    void aReportAboutAnothersMailIsRefused(String messageId) {
        assertThatThrownBy(() -> read(report(messageId, "failed", "5.1.1")))
                .isInstanceOf(BounceReport.Unreadable.class);
    }

    @Test
    void aReportThatIsCutOrSpoiltAnywhereIsReadOrRefusedAndNothingElse() {
        byte[] whole = report(MESSAGE_ID, "failed", "5.1.1").getBytes(StandardCharsets.UTF_8);
        Random random = new Random(3);
        for (int i = 0; i < whole.length; i += 3) {
            byte[] cut = Arrays.copyOf(whole, i);
            byte[] spoilt = whole.clone();
            spoilt[i] = (byte) random.nextInt();
            for (byte[] mail : new byte[][] {cut, spoilt})
                try {
                    assertThat(BounceReport.read(mail).status()).matches("[245](\\.[0-9]{1,3}){2}");
                } catch (BounceReport.Unreadable e) {
                    assertThat(e).hasMessageNotContaining("camille");
                }
        }
    }
}
