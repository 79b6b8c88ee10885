package org.gardefou.diagnostics.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a delivery by Standard Webhooks 1.0: {@code v1}, HMAC-SHA256 over {@code id.timestamp.body}. The three headers as they came; what they are
 * worth says {@link #fault}.
 */
record Signature(
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signatures) {

    /** As the specification recommends: clocks differ by less, and what was recorded cannot be sent again for long. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** More than a rotation needs; each costs a comparison. */
    private static final int MOST_SIGNATURES = 10;

    /** No full stop: it stands between the parts of what is signed. */
    private static final Pattern ID = Pattern.compile("[!-\\-/-~]{1,200}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";

    /** Why nobody need look whose it is; empty when it may be somebody's. Costs nothing. */
    Optional<String> malformed(Instant now) {
        if (id == null || timestamp == null || signatures == null)
            return Optional.of(
                    "The headers webhook-id, webhook-timestamp and webhook-signature are needed (Standard Webhooks). Sign the delivery.");
        if (!ID.matcher(id).matches())
            return Optional.of(
                    "The header webhook-id must be 1 to 200 visible ASCII characters without a full stop. Choose another id.");
        if (!SECONDS.matcher(timestamp).matches())
            return Optional.of("The header webhook-timestamp must be whole seconds since 1970. Correct it.");
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0
                ? Optional.of(
                        "The header webhook-timestamp is more than five minutes from now, %s. Set the sender's clock, and sign anew each time it is sent."
                                .formatted(now))
                : Optional.empty();
    }

    /**
     * Why the body is not taken as the sender's; empty when it is. All keys are tried, and each compared in constant time.
     *
     * @param body the bytes as they came: any reading and writing of it would change them
     * @param keys those that are valid now; none where the connection is not known
     */
    Optional<String> fault(byte[] body, Collection<byte[]> keys, Instant now) {
        Optional<String> malformed = malformed(now);
        if (malformed.isPresent()) return malformed;
        return signedBy(body, keys)
                ? Optional.empty()
                : Optional.of(
                        "The signature fits no secret of this connection. Compare the connection's id, its secret, and that the body is signed as it is sent.");
    }

    /** When it says that it was sent; only of one without fault. */
    Instant sentAt() {
        return Instant.ofEpochSecond(Long.parseLong(String.valueOf(timestamp)));
    }

    private boolean signedBy(byte[] body, Collection<byte[]> keys) {
        List<byte[]> given = Stream.of(String.valueOf(signatures).split(" "))
                .filter(one -> one.startsWith(VERSION))
                .limit(MOST_SIGNATURES)
                .flatMap(one -> decoded(one.substring(VERSION.length())).stream())
                .toList();
        boolean fits = false;
        for (byte[] key : keys) {
            byte[] right = sign(key, String.valueOf(id), String.valueOf(timestamp), body);
            for (byte[] one : given) fits |= MessageDigest.isEqual(right, one);
        }
        return fits;
    }

    static byte[] sign(byte[] key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
