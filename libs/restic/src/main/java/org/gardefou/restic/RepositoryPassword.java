package org.gardefou.restic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The password of a repository. It never shows in {@link #toString()}, so that it cannot slip into a log. */
public final class RepositoryPassword {
    private static final int RANDOM_BYTES = 32;

    private final String value;

    private RepositoryPassword(String value) {
        if (value.isEmpty() || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "A repository password is one non-empty line. Give another, or let one be made with generate().");
        }
        this.value = value;
    }

    public static RepositoryPassword of(String value) {
        return new RepositoryPassword(value);
    }

    /** A new password of 256 random bits, in ASCII. */
    public static RepositoryPassword generate() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new RepositoryPassword(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
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
