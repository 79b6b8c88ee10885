package org.gardefou.restore.preparation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The names of the schemas beside a live one. They begin with a word of ours, not with the live schema's name, which a customer's
 * grant on {@code shop%} would reach. They tell two restores and two schemas apart however long and alike those are called, and
 * end with what an administrator needs to see whose they are.
 */
final class SchemaNames {

    private static final String OURS = "gardefou_";

    /** Of MariaDB's 64 for a name one goes to the sign that escapes our {@code _} in a grant, and one is spare. */
    private static final int LONGEST_STEM = 30;

    private static final int LONGEST_FORMER_STEM = 53;

    private SchemaNames() {}

    /** Where the dump is loaded. */
    static String shadow(UUID restore, String schema) {
        return name('r', restore, schema);
    }

    /** Where the live tables go. */
    static String retired(UUID restore, String schema) {
        return name('o', restore, schema);
    }

    /** Where it is noted which rows of the live schema are kept; told by the name of the shadow schema. */
    static String notes(String shadow) {
        return OURS + "n" + shadow.substring(OURS.length() + 1);
    }

    /** Where the database of a copy with its own address is. */
    static String apart(UUID copy, String schema) {
        return name('s', copy, schema);
    }

    /** The account that a copy with its own address has. */
    static String account(UUID copy) {
        return OURS + "s" + tail(copy, 12);
    }

    /** What the version before called the shadow schema. */
    static String formerShadow(UUID restore, String schema) {
        return former("__r", restore, schema);
    }

    /** What the version before called the retired schema. */
    static String formerRetired(UUID restore, String schema) {
        return former("__o", restore, schema);
    }

    /** Whether a name is one of those that the version before gave. */
    static boolean former(String name) {
        return !name.startsWith(OURS);
    }

    private static String name(char role, UUID restore, String schema) {
        // Only signs that stand for themselves in a grant, and that a shell and a file name take as they are.
        String stem = schema.replaceAll("[^A-Za-z0-9]", "-");
        return OURS + role + tail(restore, 12) + "-" + digest(schema) + "-"
                + stem.substring(0, Math.min(stem.length(), LONGEST_STEM));
    }

    private static String former(String role, UUID restore, String schema) {
        return schema.substring(0, Math.min(schema.length(), LONGEST_FORMER_STEM)) + role + tail(restore, 8);
    }

    /** The end of a UUIDv7 is its random part. */
    private static String tail(UUID restore, int digits) {
        String id = restore.toString();
        return id.substring(id.length() - digits);
    }

    private static String digest(String schema) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(schema.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
