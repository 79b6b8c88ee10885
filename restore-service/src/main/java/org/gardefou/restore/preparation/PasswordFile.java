package org.gardefou.restore.preparation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** One user in the form of htpasswd that both nginx and Apache read with a salt: {@code {SSHA}} (RFC 2307). */
final class PasswordFile {

    private static final int SALT = 16;

    private PasswordFile() {}

    /** @param password long and random, so that one round of a fast hash keeps it */
    static String of(String user, String password) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            byte[] hash = sha1.digest(salt);
            byte[] both = new byte[hash.length + SALT];
            System.arraycopy(hash, 0, both, 0, hash.length);
            System.arraycopy(salt, 0, both, hash.length, SALT);
            return user + ":{SSHA}" + Base64.getEncoder().encodeToString(both) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
