package org.gardefou.terms.delivery;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.gardefou.terms.delivery.Answer.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One talk with a relay, which knows how far it came and what was answered there. The library tells the end of a talk by an exception alone, also where
 * the relay had taken the mail, or refused it, before the connection broke.
 */
final class Talk extends SMTPTransport {

    private static final int LONGEST = 1000;

    /** To QUIT (RFC 5321, 4.2.3). */
    private static final int CLOSING = 221;

    private final String host;
    private Stage stage = Stage.OPENING;
    // The reply of the stage, the last one of the opening. What follows is said to the library's RSET, and is of no
    // interest.
    private boolean answered;
    private int code;
    private String text = "";

    /** @param tls from the first byte on */
    Talk(Session session, String host, boolean tls) {
        super(session, new URLName(protocol(tls), host, -1, null, null, null), protocol(tls), tls);
        this.host = host;
    }

    /** The name by which the library's settings are told apart. */
    static String protocol(boolean tls) {
        return tls ? "smtps" : "smtp";
    }

    /** Says all there is to say, and what came of it. */
    Answer say(int port, @Nullable String user, @Nullable String password, MimeMessage message, Address to) {
        try {
            connect(host, port, user, password);
            sendMessage(message, new Address[] {to});
            return answer("");
        } catch (MessagingException e) {
            Exception behind = e.getNextException();
            return answer(
                    behind == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + behind.getMessage());
        } finally {
            hangUp();
        }
    }

    /** Whatever becomes of the goodbye: all that counts was said. */
    private void hangUp() {
        try {
            close();
        } catch (MessagingException e) {
            // The relay was faster.
        }
    }

    /** @param otherwise what we say of it, where the relay said nothing */
    private Answer answer(String otherwise) {
        boolean said = code >= 400 && code < 600 || stage == Stage.END && code >= 200 && code < 300;
        return said ? new Answer(host, stage, code, oneLine(text)) : new Answer(host, stage, 0, oneLine(otherwise));
    }

    private void reach(Stage next) {
        stage = next;
        answered = false;
        code = 0;
        text = "";
    }

    @Override
    protected void mailFrom() throws MessagingException {
        reach(Stage.SENDER);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        reach(Stage.RECIPIENT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        reach(Stage.CONTENT);
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        reach(Stage.END);
        super.finishData();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int read = super.readServerResponse();
        // While it opens a talk ends by a goodbye, or without one, after what counts was said.
        if (stage == Stage.OPENING ? read <= 0 || read == CLOSING : answered) return read;
        answered = true;
        code = read;
        text = getLastServerResponse();
        return read;
    }

    private static String oneLine(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
