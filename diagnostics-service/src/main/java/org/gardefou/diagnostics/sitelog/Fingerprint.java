package org.gardefou.diagnostics.sitelog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.gardefou.diagnostics.signature.Match;
import org.jspecify.annotations.Nullable;

/**
 * By what two entries of a log are the same trouble: the signature, what it names, the file, and the topmost call of the site's own code.
 * Numbers, hashes and the account's folder do not count, nor does the time. Pure.
 */
final class Fingerprint {

    /** Numbers, hexadecimal ones and UUIDs: what is another one in each request. */
    private static final Pattern VARIES = Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|\\b0x[0-9a-fA-F]+|[0-9a-f]{16,}|\\d+");

    private static final Pattern CALL = Pattern.compile("(?m)^#\\d+ (/[^\\s(]+)\\(\\d+\\): ");
    private static final int LONGEST = 200;

    private Fingerprint() {}

    /**
     * The fingerprint of an entry.
     *
     * @param root the folder of the account, which is another one when the site has moved
     */
    static String of(Match match, String text, String root) {
        String file = match.file();
        return hash(match.signature().id()
                + '\n'
                + plain(file == null ? match.subject() : name(match.subject()))
                + '\n'
                + plain(file == null ? null : below(root, file))
                + '\n'
                + plain(ownCall(text, root)));
    }

    /** Where a file is named, a message says nothing more: only the name of a class, a function or a table does. */
    private static @Nullable String name(@Nullable String subject) {
        return subject == null || subject.contains(" ") ? null : subject;
    }

    /** Of everything with a signature: where there are too many kinds of it to be told apart. */
    static String ofAll(String signature) {
        return hash(signature + "\n*");
    }

    private static String below(String root, String path) {
        return path.startsWith(root + "/") ? path.substring(root.length()) : path;
    }

    /** The first call in the trace that is in the site's folder and in code that is not the system's own. */
    private static @Nullable String ownCall(String text, String root) {
        if (!text.contains("\n#")) return null;
        for (Matcher call = CALL.matcher(text); call.find(); ) {
            String path = call.group(1);
            boolean core = path.contains("/wp-includes/") || path.contains("/wp-admin/") || path.contains("/vendor/");
            if (path.startsWith(root + "/") && !core) return below(root, path);
        }
        return null;
    }

    private static String plain(@Nullable String text) {
        if (text == null) return "";
        String some = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return VARIES.matcher(some).replaceAll("0");
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
