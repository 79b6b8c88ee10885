package org.gardefou.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;

/** A detached signature: JWS (RFC 7515) with EdDSA (RFC 8037) over the payload as it is (RFC 7797). */
final class DetachedJws {

    private DetachedJws() {}

    /** Fails unless the signature is that of the payload, by a key of the bundle, for a thing of that type. Answers the key's name. */
    static String check(String where, String jws, byte[] payload, String type, Keys keys) throws Fault {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) throw Fault.altered(where + " is no detached signature.");
        Json.Of header = Json.object(where, decoded(where, parts[0]));
        String key = header.text("kid");
        if (!header.text("alg").equals("EdDSA")
                || !header.text("typ").equals(type)
                || !Boolean.FALSE.equals(header.members().get("b64"))
                || !header.texts("crit").equals(java.util.List.of("b64")))
            throw Fault.altered(where + " signs something else than a " + type + ".");
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(keys.get(where, key));
            signature.update((parts[0] + ".").getBytes(StandardCharsets.US_ASCII));
            signature.update(payload);
            if (signature.verify(decoded(where, parts[2]))) return key;
        } catch (GeneralSecurityException e) {
            throw Fault.altered(where + " holds no signature of the key " + key + ".");
        }
        throw Fault.altered(where + " is not the signature of what it stands beside.");
    }

    /** Strictly: what would be read in the same way and is written otherwise was changed. */
    private static byte[] decoded(String where, String base64url) throws Fault {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64url);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64url)) return bytes;
        } catch (IllegalArgumentException e) {
            // Told below, like the other kind.
        }
        throw Fault.altered(where + " is not written in base64url.");
    }
}
