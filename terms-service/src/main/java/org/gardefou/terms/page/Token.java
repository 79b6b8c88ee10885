package org.gardefou.terms.page;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gardefou.terms.ledger.Canonical;

/**
 * The secret in a link: 256 random bits, which nobody guesses. Whoever has it may do the one thing that the link is for; it is never stored, and what
 * is looked up is its hash.
 */
record Token(String text) {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Token next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The token of an address; empty when none can look so. */
    static Optional<Token> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Token(text)) : Optional.empty();
    }

    String sha256() {
        return Canonical.sha256(text);
    }

    /** It is a secret: not for the log. */
    @Override
    public String toString() {
        return "Token";
    }
}
