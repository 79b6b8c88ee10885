package org.gardefou.local.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.gardefou.local.token.Role;

/**
 * Counts the requests that each caller has under way, on the server's event loop. A caller is a token, whatever it is worth:
 * who has not the token of another cannot take from what is the other's. Without one it is the address.
 */
final class Callers {

    private static final String BEARER = "Bearer ";

    private final int most;
    private final int mostOfAPanel;
    private final Map<String, Integer> underWay = new HashMap<>();

    Callers(int most, int mostOfAPanel) {
        this.most = most;
        this.mostOfAPanel = mostOfAPanel;
    }

    static String of(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null || authorization.isBlank()
                ? request.remoteAddress().hostAddress()
                : authorization;
    }

    /** Whether the caller may have one more under way; if so, it has. */
    boolean begin(String caller) {
        int present = underWay.getOrDefault(caller, 0);
        if (present >= most && (present >= mostOfAPanel || !saysItIsAPanel(caller))) {
            return false;
        }
        underWay.put(caller, present + 1);
        return true;
    }

    /**
     * Whether a token says so. Nobody has looked at its signature here, and a forged one gains nothing: a service refuses it at
     * once, and who forges tokens has a share with each anyway.
     */
    private static boolean saysItIsAPanel(String caller) {
        String[] parts = caller.split("\\.", 4);
        if (!caller.startsWith(BEARER) || parts.length != 3) return false;
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return new JsonObject(claims).getValue("groups") instanceof JsonArray groups
                    && groups.contains(Role.PANEL.claim());
        } catch (IllegalArgumentException | DecodeException e) {
            return false;
        }
    }

    void end(String caller) {
        underWay.computeIfPresent(caller, (_, present) -> present == 1 ? null : present - 1);
    }
}
