package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.secret.Secrets;
import org.gardefou.terms.checkpoint.SecretsConfig;
import org.jspecify.annotations.Nullable;

/** The mail server that takes our mail (SMTP, RFC 5321), and what it says to it. */
@ApplicationScoped
class Relay {

    private static final int PERMANENT = 500;

    private final MailConfig config;
    private final Secrets secrets;

    Relay(MailConfig config, SecretsConfig secrets) {
        this.config = config;
        this.secrets = Secrets.in(secrets.directory());
    }

    /**
     * What the relay said.
     *
     * @param code the reply's number; 0: it said nothing that could be read
     * @param text its words, as they came
     */
    record Answer(String host, int code, String text) {

        /** Whether asking again would be of no use. */
        boolean refusal() {
            return code >= PERMANENT;
        }
    }

    /** The relay did not take the mail. */
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        NotTaken(Answer answer) {
            // What it said may name the address: it is kept where it can be erased, and not in the log.
            super(answer.host() + " answered " + (answer.code() == 0 ? "nothing" : answer.code()), null, false, false);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    /**
     * Hands a mail over. From its answer on the relay is responsible for it (RFC 5321, 6.1).
     *
     * @throws NotTaken when it refuses, cannot now, or cannot be reached
     */
    Answer take(byte[] mail, String to) throws NotTaken {
        String host = config.host().orElseThrow();
        try (SMTPTransport transport = open(host)) {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            transport.sendMessage(message, new Address[] {new InternetAddress(to, true)});
            return new Answer(host, transport.getLastReturnCode(), oneLine(transport.getLastServerResponse()));
        } catch (MessagingException e) {
            throw new NotTaken(answer(host, e));
        } catch (SecretUnavailableException e) {
            throw new NotTaken(new Answer(host, 0, String.valueOf(e.getMessage())));
        }
    }

    private SMTPTransport open(String host) throws MessagingException, SecretUnavailableException {
        boolean tls = config.security() == MailConfig.Security.TLS;
        String protocol = tls ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String timeout = Long.toString(config.timeout().toMillis());
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "timeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "from", config.from().orElseThrow());
        // The mail is with the relay by then, whatever becomes of the goodbye.
        properties.put(prefix + "quitwait", "false");
        if (config.security() == MailConfig.Security.STARTTLS) properties.put(prefix + "starttls.required", "true");
        @Nullable String user = config.user().orElse(null);
        if (user != null) properties.put(prefix + "auth", "true");
        SMTPTransport transport =
                (SMTPTransport) Session.getInstance(properties).getTransport(protocol);
        transport.connect(
                host,
                config.port(),
                user,
                user == null ? null : secrets.get(config.password()).value());
        return transport;
    }

    /** The relay's own words if they are in there: it may be about the sender, the recipient or the whole mail. */
    private static Answer answer(String host, MessagingException failure) {
        for (Throwable at = failure; at != null; at = next(at)) {
            int code =
                    switch (at) {
                        case SMTPAddressFailedException e -> e.getReturnCode();
                        case SMTPSenderFailedException e -> e.getReturnCode();
                        case SMTPSendFailedException e -> e.getReturnCode();
                        default -> 0;
                    };
            if (code >= 400 && code < 600) return new Answer(host, code, oneLine(at.getMessage()));
        }
        return new Answer(host, 0, oneLine(failure.getMessage()));
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException e && e.getNextException() != null
                ? e.getNextException()
                : failure.getCause();
    }

    private static String oneLine(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > 1000 ? line.substring(0, 1000) : line;
    }
}
