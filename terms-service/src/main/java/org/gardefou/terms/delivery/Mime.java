package org.gardefou.terms.delivery;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter as the bytes of a mail (RFC 5322, MIME): text and HTML to choose from, with the files attached. The same delivery gives the same bytes, so
 * that what is sent a second time, because nobody knows whether the first was taken, can be told to be the same; and nobody else can write them, who
 * knows all that is in them but the seal.
 */
final class Mime {

    /** As RFC 5322, 3.3 has it, wherever this runs. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MimeMessage message;
    private final UUID delivery;

    private Mime(UUID delivery, String messageId) {
        this.delivery = delivery;
        Session session = Session.getInstance(new Properties());
        this.message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
    }

    /**
     * Who writes to whom.
     *
     * @param name of the sender, for people; null: none
     * @param seal that makes the bytes impossible to guess for who does not have the mail
     */
    record Envelope(
            String from, @Nullable String name, @Nullable String replyTo, String to, Instant date, String seal) {}

    /** The name of a delivery's mail (RFC 5322, 3.6.4): always the same. */
    static String messageId(UUID delivery, String from) {
        return "<" + delivery + from.substring(from.lastIndexOf('@')) + ">";
    }

    static byte[] of(UUID delivery, Letter letter, Envelope envelope) {
        try {
            return new Mime(delivery, messageId(delivery, envelope.from())).write(letter, envelope);
        } catch (AddressException e) {
            // Its words are the address, which is not for the log.
            throw new IllegalStateException(
                    "The mail cannot be written: the recipient's address, gardefou.mail.from or gardefou.mail.reply-to is none that mail can be sent to");
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(Letter letter, Envelope envelope) throws MessagingException, IOException {
        String name = envelope.name();
        message.setFrom(new InternetAddress(envelope.from(), name == null ? null : oneLine(name), UTF_8));
        if (envelope.replyTo() != null) message.setReplyTo(InternetAddress.parse(envelope.replyTo(), true));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(envelope.to(), true));
        message.setSubject(oneLine(letter.subject()), UTF_8);
        message.setHeader("Date", DATE.format(envelope.date().atOffset(ZoneOffset.UTC)));
        message.setHeader("Content-Language", letter.language().tag());
        // Nobody's holiday notice is of use to us (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Seal", envelope.seal());
        Parts mixed = new Parts("mixed");
        mixed.addBodyPart(body(letter));
        for (Letter.Attached one : letter.attached()) mixed.addBodyPart(attachment(one));
        message.setContent(mixed);
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    private MimeBodyPart body(Letter letter) throws MessagingException {
        Parts alternative = new Parts("alternative");
        alternative.addBodyPart(text(letter.text(), "plain"));
        alternative.addBodyPart(text(letter.html(), "html"));
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(alternative);
        return part;
    }

    private static MimeBodyPart text(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static MimeBodyPart attachment(Letter.Attached one) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(one.file().content(), "application/pdf")));
        part.setFileName(one.name());
        part.setDisposition(Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Parts between lines that are the delivery's own, where the library would take the time of day. */
    private final class Parts extends MimeMultipart {

        Parts(String kind) {
            super(kind);
            contentType = "multipart/%s; boundary=\"=_%s_%s\"".formatted(kind, kind, delivery);
        }
    }
}
