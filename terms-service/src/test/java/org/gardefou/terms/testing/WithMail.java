package org.gardefou.terms.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service with a mail relay in front of a mail server (GreenMail), which both live as long as the tests. */
public final class WithMail implements QuarkusTestProfile {

    /** Where {@link Mailbox}, which Quarkus loads apart from this, finds what arrived. */
    static final String IMAP = "gardefou.test.imap-port";

    static final String FOLDER = "gardefou.test.mail-folder";

    private static final String SMTP = "gardefou.test.smtp-port";

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            if (System.getProperty(SMTP) == null) start();
        } catch (Exception e) {
            throw new IllegalStateException("The mail server does not start", e);
        }
        return Map.of(
                "gardefou.mail.host", "127.0.0.1",
                "gardefou.mail.port", System.getProperty(SMTP),
                "gardefou.mail.security", "NONE",
                "gardefou.mail.from", "contrats@hebergeur.example",
                "gardefou.mail.reply-to", "aide@hebergeur.example",
                "gardefou.mail.proof-wait", "30s",
                "gardefou.mail.give-up", "20s",
                "gardefou.hoster.name", "Hébergeur Étoile SAS",
                "gardefou.hoster.contact", "1 rue de l'Exemple, 75001 Paris, aide@hebergeur.example");
    }

    private static void start() throws Exception {
        GreenMail server =
                new GreenMail(new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort()});
        server.start();
        Path folder = Files.createTempDirectory("garde-fou-test-mail-");
        System.setProperty(IMAP, Integer.toString(server.getImap().getPort()));
        System.setProperty(FOLDER, folder.toString());
        System.setProperty(SMTP, Integer.toString(new TestRelay(server.getSmtp().getPort(), folder).port()));
    }
}
