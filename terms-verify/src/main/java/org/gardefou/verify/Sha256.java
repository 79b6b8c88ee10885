package org.gardefou.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hex, and of the bytes that hashes are made of here. */
final class Sha256 {

    private static final HexFormat HEX = HexFormat.of();

    private Sha256() {}

    static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String hex(byte[]... parts) {
        return HEX.formatHex(of(parts));
    }

    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of a hash that is written in hex; anything else is a fault. */
    static byte[] bytes(String where, String hex) throws Fault {
        if (hex.length() != 64 || !hex.chars().allMatch(Sha256::isDigit))
            throw Fault.altered(where + " has something else where a SHA-256 should stand.");
        return HEX.parseHex(hex);
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'f';
    }
}
