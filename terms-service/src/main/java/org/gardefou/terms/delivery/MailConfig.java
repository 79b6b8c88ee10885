package org.gardefou.terms.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves. Without a relay and a sender nothing is sent, and nothing is said to be. */
@ConfigMapping(prefix = "gardefou.mail")
public interface MailConfig {

    /** How the connection to the relay is protected. */
    enum Security {
        /** Not at all: for a relay on the same machine. */
        NONE,
        /** From the first command on that matters (RFC 3207); a relay that does not offer it gets nothing. */
        STARTTLS,
        /** From the first byte on (RFC 8314). */
        TLS
    }

    /** The relay that takes our mail. */
    Optional<String> host();

    /** 587 is where relays take mail that is to be sent on (RFC 6409). */
    @WithDefault("587")
    int port();

    /** Personal data is on its way: protected, unless somebody says that it need not be. */
    @WithDefault("STARTTLS")
    Security security();

    /** Who signs in at the relay; nobody, when left out. */
    Optional<String> user();

    /** The secret with the password, among the service's secrets. */
    @WithDefault("mail-password")
    String password();

    /** The address that mail comes from. Its domain should name the relay in SPF and sign by DKIM, or mailboxes will refuse the mail. */
    Optional<String> from();

    /** Where answers go; to the sender, when left out. */
    Optional<String> replyTo();

    /** How long the relay may take for one step: longer than it needs to look into a mail for viruses. */
    @WithDefault("60s")
    Duration timeout();

    /** The PEM file of the certificates that the relay's must lead to; left out, the public authorities that Java knows. */
    Optional<Path> trust();

    /** The pause before a relay that did not take a mail is asked again, doubled each time: one that is restarted is back soon. */
    @WithDefault("4s")
    Duration firstPause();

    /** The longest pause: a relay that postpones mail on purpose wants minutes, and servers ask again each hour or so. */
    @WithDefault("1h")
    Duration longestPause();

    /** How long a mail waits for the checkpoint that its receipt is proven by. Twice the time that a checkpoint waits by default. */
    @WithDefault("10m")
    Duration proofWait();

    /** After this a mail that the relay does not take is undeliverable, and one that cannot be written is given up: about as long as mail servers try (RFC 5321, 4.5.4.1: 4 to 5 days). */
    @WithDefault("4d")
    Duration giveUp();

    /** Mails about acceptances to one customer in 24 hours: enough for a day of orders, too few to annoy somebody whose address was given. */
    @WithDefault("20")
    int mostForCustomer();

    /** Mails about one acceptance in 24 hours. */
    @WithDefault("3")
    int mostForOne();

    /** Bytes of a mail: more than terms ever have, and what every mailbox takes. */
    @WithDefault("10000000")
    int mostBytes();

    /** Whether mail can be sent. */
    default boolean usable() {
        return host().isPresent() && from().isPresent();
    }
}
