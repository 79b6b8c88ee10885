package org.gardefou.terms.acceptance;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads an address once, from its beginning to its end: a dot-atom (RFC 5321, 4.1.2), {@code @}, and a domain of at least two labels, an international
 * one as its A-labels; each no longer than SMTP allows (RFC 5321, 4.5.3.1). By hand, as what a pattern makes of a hostile text, it may take years for.
 */
public final class EmailCheck implements ConstraintValidator<Email, String> {

    /** Of a path, without its angle brackets. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;

    /** RFC 1035, 2.3.4. */
    private static final int LONGEST_LABEL = 63;

    private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";

    /** For the validator of requests. */
    public EmailCheck() {}

    @Override
    public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
        return address == null || valid(address);
    }

    static boolean valid(String address) {
        // The length first: what is longer is not looked at.
        if (address.length() > LONGEST) return false;
        int at = address.indexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL_PART
                && dotAtom(address.substring(0, at))
                && domain(address.substring(at + 1));
    }

    private static boolean dotAtom(String text) {
        for (String atom : text.split("\\.", -1))
            if (atom.isEmpty() || !atom.chars().allMatch(one -> letterOrDigit(one) || ATOM.indexOf(one) >= 0))
                return false;
        return true;
    }

    private static boolean domain(String text) {
        String[] labels = text.split("\\.", -1);
        if (labels.length < 2) return false;
        for (String label : labels) if (!label(label)) return false;
        return true;
    }

    private static boolean label(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_LABEL
                && !text.startsWith("-")
                && !text.endsWith("-")
                && text.chars().allMatch(one -> letterOrDigit(one) || one == '-');
    }

    /** Of ASCII. */
    private static boolean letterOrDigit(int one) {
        return one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9';
    }
}
