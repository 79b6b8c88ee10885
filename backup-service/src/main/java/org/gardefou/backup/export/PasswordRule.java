package org.gardefou.backup.export;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a password that a customer chose keeps an export closed that anybody may have got hold of: whoever guesses is slowed down by restic's scrypt,
 * but may take years. Pure.
 */
final class PasswordRule {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    /** With scrypt as restic has it, some ten thousand machines would guess for longer than anybody lives. */
    private static final double LEAST_BITS = 60;

    private static final int LOWER = 26;
    private static final int UPPER = 26;
    private static final int DIGITS = 10;
    private static final int SIGNS = 33;

    /** What those who guess try first, in French and in English; each is worth one character. */
    private static final List<String> COMMON = List.of(
            "motdepasse",
            "password",
            "azertyuiop",
            "qwertyuiop",
            "azerty",
            "qwerty",
            "bonjour",
            "welcome",
            "letmein",
            "iloveyou",
            "jetaime",
            "soleil",
            "secret",
            "admin",
            "backup",
            "sauvegarde",
            "restic",
            "1234567890",
            "123456",
            "12345",
            "1234");

    private PasswordRule() {}

    /** What is wrong with it; empty when nothing is. It does not repeat the password. */
    static Optional<String> refusal(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (password.chars().anyMatch(c -> c < ' ' || c > '~')
                || !password.strip().equals(password)) {
            return Optional.of(
                    "must be of printable ASCII characters, with no space at its ends: others cannot be typed everywhere");
        }
        return bits(password) < LEAST_BITS
                ? Optional.of(
                        "is too easily guessed: take five unrelated words, or leave it out and get one of 256 random bits")
                : Optional.empty();
    }

    static double bits(String password) {
        String text = withoutRepetition(password);
        String bare = text.toLowerCase(Locale.ROOT);
        int worth = 0;
        for (int i = 0; i < bare.length(); ) {
            i += common(bare, i);
            // What goes on as before, or by one (aaa, abc, 321), tells nearly nothing new.
            boolean newOne = i < 2 || Math.abs(bare.charAt(i - 1) - bare.charAt(i - 2)) > 1;
            if (newOne || i % 4 == 0) worth++;
        }
        return worth * Math.log(pool(text)) / Math.log(2);
    }

    /** How many characters stand here for one. */
    private static int common(String text, int at) {
        return COMMON.stream()
                .filter(word -> text.startsWith(word, at))
                .mapToInt(String::length)
                .max()
                .orElse(1);
    }

    private static int pool(String text) {
        int pool = 1;
        if (text.chars().anyMatch(Character::isLowerCase)) pool += LOWER;
        if (text.chars().anyMatch(Character::isUpperCase)) pool += UPPER;
        if (text.chars().anyMatch(Character::isDigit)) pool += DIGITS;
        if (text.chars().anyMatch(c -> !Character.isLetterOrDigit(c))) pool += SIGNS;
        return pool;
    }

    /** The shortest text that, said again and again, is the password. */
    private static String withoutRepetition(String password) {
        for (int length = 1; length <= password.length() / 2; length++) {
            String part = password.substring(0, length);
            if (part.repeat(password.length() / length + 1).startsWith(password)) return part;
        }
        return password;
    }
}
