package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import org.gardefou.access.secret.Secrets;
import org.gardefou.terms.checkpoint.SecretsConfig;
import org.jspecify.annotations.Nullable;

/** The mail server that takes our mail (SMTP, RFC 5321), and what we say to it. */
@ApplicationScoped
class Relay {

    private final MailConfig config;
    private final Secrets secrets;

    Relay(MailConfig config, SecretsConfig secrets) {
        this.config = config;
        this.secrets = Secrets.in(secrets.directory());
    }

    /** The relay did not take the mail, or nobody knows whether it did. */
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        NotTaken(Answer answer) {
            // What it said may name the address: it is kept where it can be erased, and not in the log.
            super(
                    "%s answered %s (%s)"
                            .formatted(answer.host(), answer.code() == 0 ? "nothing" : answer.code(), answer.stage()),
                    null,
                    false,
                    false);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    /**
     * Hands a mail over. From its answer on the relay is responsible for it (RFC 5321, 6.1), also where it hangs up after that.
     *
     * @throws NotTaken when it refuses, cannot now, cannot be reached, or does not say
     */
    Answer take(byte[] mail, String to) throws NotTaken {
        String host = config.host().orElseThrow();
        boolean tls = config.security() == MailConfig.Security.TLS;
        Answer answer;
        try {
            @Nullable String user = config.user().orElse(null);
            @Nullable String password =
                    user == null ? null : secrets.get(config.password()).value();
            Session session = Session.getInstance(settings("mail." + Talk.protocol(tls) + ".", user != null));
            answer = new Talk(session, host, tls)
                    .say(
                            config.port(),
                            user,
                            password,
                            new MimeMessage(session, new ByteArrayInputStream(mail)),
                            new InternetAddress(to, true));
        } catch (MessagingException | IOException | GeneralSecurityException e) {
            answer = new Answer(host, Answer.Stage.OPENING, 0, String.valueOf(e.getMessage()));
        }
        if (answer.taken()) return answer;
        throw new NotTaken(answer);
    }

    private Properties settings(String prefix, boolean signIn) throws IOException, GeneralSecurityException {
        String timeout = Long.toString(config.timeout().toMillis());
        Properties settings = new Properties();
        settings.put(prefix + "connectiontimeout", timeout);
        settings.put(prefix + "timeout", timeout);
        settings.put(prefix + "writetimeout", timeout);
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "from", config.from().orElseThrow());
        // The mail is with the relay by then, whatever becomes of the goodbye.
        settings.put(prefix + "quitwait", "false");
        if (config.security() == MailConfig.Security.STARTTLS) settings.put(prefix + "starttls.required", "true");
        if (signIn) settings.put(prefix + "auth", "true");
        if (config.trust().isPresent()) {
            settings.put(
                    prefix + "ssl.socketFactory", Trust.of(config.trust().get()).getSocketFactory());
            // Otherwise the library asks the public authorities where these do not know the relay.
            settings.put(prefix + "socketFactory.fallback", "false");
        }
        return settings;
    }
}
