package org.gardefou.local.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the requests that each caller has under way, on the server's event loop. A caller is a token, whatever it is worth:
 * who has not the token of another cannot take from what is the other's. Without one it is the address.
 */
final class Callers {

    private final int most;
    private final Map<String, Integer> underWay = new HashMap<>();

    Callers(int most) {
        this.most = most;
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
        if (present >= most) {
            return false;
        }
        underWay.put(caller, present + 1);
        return true;
    }

    void end(String caller) {
        underWay.computeIfPresent(caller, (_, present) -> present == 1 ? null : present - 1);
    }
}
