package org.gardefou.restic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The password of a repository. It never shows in {@link #toString()}, so that it cannot slip into a log. */
public final class RepositoryPassword {
    private static final int RANDOM_BYTES = 32;

    /** 32 bytes in the alphabet of URLs. */
    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String value;
    private final boolean random;

    private RepositoryPassword(String value, boolean random) {
        if (value.isEmpty() || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "A repository password is one non-empty line. Give another, or let one be made with generate().");
        }
        this.value = value;
        this.random = random;
    }

    /** A password that somebody chose. */
    public static RepositoryPassword of(String value) {
        return new RepositoryPassword(value, false);
    }

    /**
     * What {@link #generate()} made, come back from where it was kept. Not for passwords of people: nothing slows down who
     * guesses this one.
     */
    public static RepositoryPassword ofGenerated(String value) {
        if (!RANDOM.matcher(value).matches()) {
            throw new IllegalArgumentException("This password was not made by generate()");
        }
        return new RepositoryPassword(value, true);
    }

    /** A new password of 256 random bits, in ASCII. */
    public static RepositoryPassword generate() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return ofGenerated(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Whether it is 256 random bits, which need no slow derivation to be safe from guessing. */
    boolean random() {
        return random;
    }

    /** The password itself: for the environment of a process, or for sealing it under a key-encryption key. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RepositoryPassword that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return RepositoryPassword.class.hashCode();
    }

    @Override
    public String toString() {
        return "RepositoryPassword[hidden]";
    }
}
