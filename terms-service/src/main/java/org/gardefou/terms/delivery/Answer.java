package org.gardefou.terms.delivery;

import java.util.regex.Pattern;

/**
 * What a relay said at last.
 *
 * @param stage how far the talk had come
 * @param code the reply's number (RFC 5321, 4.2); 0: it said nothing that could be read
 * @param text its words, on one line; our own where it said none
 */
record Answer(String host, Stage stage, int code, String text) {

    /** How far a talk with a relay has come. */
    enum Stage {
        /** Connecting, greeting, TLS, signing in: all of it is between the relay and us. */
        OPENING,
        /** MAIL FROM: who we are. */
        SENDER,
        /** RCPT TO. */
        RECIPIENT,
        /** DATA: as long as its end was not sent, the relay does not have the mail. */
        CONTENT,
        /** The end of the mail was sent: now only the reply tells whether the relay has it. */
        END
    }

    /** About security and policy (RFC 3463, 3.8): who may send what through this relay. */
    private static final Pattern POLICY = Pattern.compile("5\\d\\d[ -]5\\.7\\.\\d{1,3}\\b.*");

    private static final int PERMANENT = 500;

    /** Whether the relay has the mail, and is responsible for it (RFC 5321, 6.1): whatever becomes of the connection then. */
    boolean taken() {
        return stage == Stage.END && code >= 200 && code < 300;
    }

    /** Whether nobody can know if the relay has it: the whole mail was sent, and no reply came. */
    boolean lost() {
        return stage == Stage.END && code == 0;
    }

    /**
     * Whether it is about this mail or its recipient, for good, so that asking again would be of no use. What a relay has against us, our operator can
     * mend: a password, a block list, a domain that does not sign.
     */
    boolean refusal() {
        return code >= PERMANENT
                && stage.compareTo(Stage.RECIPIENT) >= 0
                && !POLICY.matcher(text).matches();
    }
}
