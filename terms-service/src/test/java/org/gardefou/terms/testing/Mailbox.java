package org.gardefou.terms.testing;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What is in the mailbox of an address at the mail server of {@link WithMail}. */
public final class Mailbox {

    private Mailbox() {}

    /**
     * A mail as it is read.
     *
     * @param attached the files by name
     */
    public record Mail(MimeMessage message, String text, String html, Map<String, byte[]> attached) {

        public String header(String name) {
            try {
                return String.valueOf(MimeUtility.decodeText(message.getHeader(name, ",")));
            } catch (MessagingException | IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The mails that the server has for an address, in the order in which they came. */
    public static List<Mail> of(String address) {
        Properties properties = new Properties();
        properties.put("mail.imap.port", System.getProperty(WithMail.IMAP));
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", address, address);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Mail> mails = new ArrayList<>();
            for (jakarta.mail.Message one : Arrays.asList(inbox.getMessages())) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                one.writeTo(bytes);
                mails.add(read(bytes.toByteArray()));
            }
            return mails;
        } catch (jakarta.mail.AuthenticationFailedException e) {
            // Nothing ever came there.
            return List.of();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each mail to an address exactly as the relay took it, the ones whose answer got lost too. */
    public static List<byte[]> taken(String address) {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty(WithMail.FOLDER)))) {
            List<byte[]> taken = new ArrayList<>();
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith(address + "-"))
                    .sorted()
                    .toList()) taken.add(Files.readAllBytes(file));
            return taken;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Mail read(byte[] bytes) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        collect(message, parts);
        byte[] text = parts.remove("text/plain");
        byte[] html = parts.remove("text/html");
        return new Mail(
                message,
                new String(text, java.nio.charset.StandardCharsets.UTF_8),
                new String(html, java.nio.charset.StandardCharsets.UTF_8),
                parts);
    }

    private static void collect(Part part, Map<String, byte[]> parts) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            Multipart several = (Multipart) part.getContent();
            for (int i = 0; i < several.getCount(); i++) collect(several.getBodyPart(i), parts);
            return;
        }
        String name = part.getFileName();
        parts.put(
                name == null ? part.getContentType().split(";")[0].strip() : name,
                part.getInputStream().readAllBytes());
    }
}
