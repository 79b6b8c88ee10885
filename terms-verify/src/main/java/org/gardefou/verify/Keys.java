package org.gardefou.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The public keys of a bundle, and which of them somebody outside vouches for. */
final class Keys {

    /** SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the key's 32 bytes. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, PublicKey> byName = new TreeMap<>();
    private final Set<String> trusted;
    private final Set<String> used = new TreeSet<>();

    /** With the names of the keys that are vouched for. */
    Keys(Set<String> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /** Takes a key in; its name must be the one that is computed from it (RFC 7638). */
    void add(String where, String name, byte[] pem) throws Fault {
        try {
            byte[] spki = Base64.getMimeDecoder().decode(Json.utf8(where, pem).replaceAll("-----[A-Z ]+-----", ""));
            if (spki.length != 44 || Arrays.mismatch(PREFIX, spki) != PREFIX.length)
                throw Fault.altered(where + " is no Ed25519 key.");
            String x = base64url(Arrays.copyOfRange(spki, PREFIX.length, spki.length));
            String thumbprint = base64url(Sha256.of(("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            if (!thumbprint.equals(name)) throw Fault.altered(where + " holds another key than its name says.");
            byName.put(name, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Fault.altered(where + " holds no key.");
        }
    }

    PublicKey get(String where, String name) throws Fault {
        PublicKey key = byName.get(name);
        if (key == null)
            throw Fault.incomplete(where + " is signed by the key " + name + ", which is not in the bundle.");
        used.add(name);
        return key;
    }

    /** Fails when a key signed something that nobody vouches for. */
    void demandTrusted() throws Fault {
        for (String name : used)
            if (!trusted.contains(name))
                throw new Fault(
                        Outcome.UNTRUSTED,
                        "All of it fits together, but it is signed by the key " + name
                                + (trusted.isEmpty()
                                        ? ", and nobody vouches for it. Compare it with what the hoster publishes (GET /terms/v1/checkpoint-keys), then give it: --trust "
                                                + name
                                        : ", which is not among those that you trust."));
    }

    Set<String> used() {
        return used;
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
