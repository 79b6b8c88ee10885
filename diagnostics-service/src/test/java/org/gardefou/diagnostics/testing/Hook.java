package org.gardefou.diagnostics.testing;

import static org.gardefou.diagnostics.testing.Client.anybody;
import static org.gardefou.diagnostics.testing.Client.operator;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gardefou.kit.id.Ids;

/** A panel's hook: it signs what it delivers by the book of Standard Webhooks, with code of its own. */
public record Hook(UUID connection, String secret) {

    /** A connection of a kind, which may report for these sites beside those that name it. */
    public static Hook of(String kind, List<UUID> sites) {
        return to(Scene.created(operator()
                .body(Map.of("name", "panel", "kind", kind, "sites", sites))
                .post("/connections")));
    }

    /** A new secret of a connection. */
    public static Hook to(UUID connection) {
        return to(connection, "PT24H");
    }

    public static Hook to(UUID connection, String overlap) {
        String secret = operator()
                .body(Map.of("overlap", overlap))
                .post("/connections/" + connection + "/webhook-secrets")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        return new Hook(connection, secret);
    }

    public Response deliver(String body) {
        return deliver("application/json", "msg_" + Ids.next(), Instant.now(), body);
    }

    public Response deliver(String type, String id, Instant at, String body) {
        return send(connection, type, id, at, sign(id, at, body), body);
    }

    public static Response send(UUID connection, String type, String id, Instant at, String signature, String body) {
        return anybody()
                .contentType(type)
                .header("webhook-id", id)
                .header("webhook-timestamp", at.getEpochSecond())
                .header("webhook-signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/webhooks/" + connection);
    }

    public String sign(String id, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
