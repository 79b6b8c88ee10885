package org.gardefou.terms.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A mail relay in front of a mail server (GreenMail); both live as long as the tests. */
public final class WithMail {

    /** Mails about acceptances to one customer in a day. */
    public static final int MOST_FOR_CUSTOMER = 5;

    /** Where {@link Mailbox}, which Quarkus loads apart from this, finds what arrived. */
    static final String IMAP = "gardefou.test.imap-port";

    static final String FOLDER = "gardefou.test.mail-folder";

    private static final String SMTP = "gardefou.test.smtp-port";

    private WithMail() {}

    static Map<String, String> settings() {
        try {
            if (System.getProperty(SMTP) == null) start();
        } catch (Exception e) {
            throw new IllegalStateException("The mail server does not start", e);
        }
        return Map.ofEntries(
                Map.entry("gardefou.mail.host", "127.0.0.1"),
                Map.entry("gardefou.mail.port", System.getProperty(SMTP)),
                Map.entry("gardefou.mail.security", "NONE"),
                Map.entry("gardefou.mail.from", "contrats@hebergeur.example"),
                Map.entry("gardefou.mail.reply-to", "aide@hebergeur.example"),
                // Hours of a real relay, in the time that a test has. When it is given up is not shortened: on a busy
                // machine that would be too soon.
                Map.entry("gardefou.mail.first-pause", "500ms"),
                Map.entry("gardefou.mail.longest-pause", "2s"),
                Map.entry("gardefou.mail.most-for-customer", Integer.toString(MOST_FOR_CUSTOMER)),
                Map.entry("gardefou.jobs.poll", "100ms"),
                Map.entry("gardefou.hoster.name", "Hébergeur Étoile SAS"),
                Map.entry("gardefou.hoster.contact", "1 rue de l'Exemple, 75001 Paris, aide@hebergeur.example"));
    }

    private static ServerSetup patient(ServerSetup usual) {
        ServerSetup patient = usual.dynamicPort();
        // Its own two seconds are too few on a busy machine.
        patient.setServerStartupTimeout(120_000);
        return patient;
    }

    private static void start() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup[] {patient(ServerSetup.SMTP), patient(ServerSetup.IMAP)});
        server.start();
        Path folder = Files.createTempDirectory("garde-fou-test-mail-");
        System.setProperty(IMAP, Integer.toString(server.getImap().getPort()));
        System.setProperty(FOLDER, folder.toString());
        System.setProperty(SMTP, Integer.toString(new TestRelay(server.getSmtp().getPort(), folder).port()));
    }
}
