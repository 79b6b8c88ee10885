package org.gardefou.terms.delivery;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server sends back about a mail of ours (RFC 3464): which one, whether it failed for good, and why.
 *
 * @param failed whether it reached nobody and will not; otherwise it is late, or arrived
 * @param status RFC 3463: 5.1.1
 * @param said the words of the server that did not take it
 */
record BounceReport(
        UUID delivery,
        boolean failed,
        String status,
        @Nullable String said) {

    /** How long words may be that are kept. */
    static final int LONGEST = 1000;

    private static final Pattern MESSAGE_ID = Pattern.compile(
            "<?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})@[^<>@\\s]+>?");

    private static final Pattern STATUS = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    /** RFC 3463, 3.1: a failure of which no more is known. */
    private static final String SOMEHOW = "5.0.0";

    /** Deeper than any server nests what it sends back. */
    private static final int DEEPEST = 5;

    /** What is no such report, or one about a mail that is not ours. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** The delivery that the name of a mail is of; empty: it is none of ours. */
    static Optional<UUID> delivery(String messageId) {
        Matcher ours = MESSAGE_ID.matcher(messageId.strip());
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }

    /** Reads a report as it came by mail. */
    static BounceReport read(byte[] mail) throws Unreadable {
        try {
            Found found = new Found();
            found.look(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)), 0);
            if (found.status == null)
                throw new Unreadable("It has no part of the type message/delivery-status: it is no report (RFC 3464)");
            UUID delivery = Optional.ofNullable(found.messageId)
                    .flatMap(BounceReport::delivery)
                    .orElseThrow(() -> new Unreadable(
                            "The mail that it gives back has no Message-ID of ours: it is about another one"));
            return found.status.of(delivery);
        } catch (MessagingException | IOException e) {
            throw new Unreadable("It cannot be read as a mail (RFC 5322)");
        }
    }

    /** What the fields about one recipient say. */
    private record Status(
            boolean failed, String code, @Nullable String said) {

        BounceReport of(UUID delivery) {
            return new BounceReport(delivery, failed, code, said);
        }
    }

    /** What was found in the parts of a report. */
    private static final class Found {

        private @Nullable Status status;
        private @Nullable String messageId;

        void look(Part part, int depth) throws MessagingException, IOException {
            if (depth > DEEPEST) return;
            if (part.isMimeType("message/delivery-status")) {
                status(part);
            } else if (part.isMimeType("text/rfc822-headers") || part.isMimeType("message/rfc822")) {
                try (InputStream content = part.getInputStream()) {
                    String[] ids = new InternetHeaders(content).getHeader("Message-ID");
                    if (ids != null && messageId == null) messageId = ids[0];
                }
            } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart one = parts.getBodyPart(i);
                    look(one, depth + 1);
                }
            }
        }

        /** The first group of fields is about the report, each further about a recipient; our mails have one. */
        private void status(Part part) throws MessagingException, IOException {
            // What is still in a stream that decodes is no more than guessed by it: of an encoding that ends early, for
            // ever.
            try (InputStream coded = part.getInputStream();
                    InputStream content = new ByteArrayInputStream(coded.readAllBytes())) {
                while (content.available() > 0) {
                    InternetHeaders fields = new InternetHeaders(content);
                    String action = fields.getHeader("Action", null);
                    if (action == null) continue;
                    String code = fields.getHeader("Status", null);
                    Matcher known = STATUS.matcher(code == null ? "" : code);
                    String said = fields.getHeader("Diagnostic-Code", null);
                    status = new Status(
                            action.strip().toLowerCase(Locale.ROOT).equals("failed"),
                            known.find() ? known.group() : SOMEHOW,
                            said == null ? null : plain(said));
                    if (status.failed) return;
                }
            }
        }
    }

    /** One line that can be shown and kept. */
    private static String plain(String said) {
        String line = said.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
