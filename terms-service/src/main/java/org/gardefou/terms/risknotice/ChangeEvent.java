package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is used of the events about a change of a site. What lies in {@code object}, {@code before} and {@code after} beside kind, name and path is
 * the reporter's own; {@link Details} says what is read of it.
 */
record ChangeEvent(
        UUID change,
        UUID site,
        UUID customer,
        @Nullable Actor actor,
        @Nullable JsonNode object,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        Instant happenedAt) {

    private static final Set<String> HOST = Set.of("STAFF", "AUTOMATION");
    private static final int SHORT_HASH = 16;

    record Actor(String kind, @Nullable String id) {}

    /** Whether the hoster's staff or automatic jobs made it; diagnostics-service says so only when who told it may vouch for that. */
    boolean byHost() {
        return actor != null && HOST.contains(actor.kind);
    }

    /** The name of the changed thing, on one line. */
    String objectName() {
        return Names.shown(node(object).path("name").asText(""));
    }

    /** The version that an extension has after the change, empty where that is not told; null when it was removed. */
    @Nullable String versionAfter(Kind kind) {
        return kind == Kind.PLUGIN_REMOVED ? null : node(after).path("version").asText("");
    }

    Details details() {
        return Details.of(node(object), node(before), node(after));
    }

    /** Who changed what kind of thing: changes of a site that have the same one can be told of together. The account is hashed. */
    String grouping(String family) {
        String kind = actor == null ? "UNKNOWN" : actor.kind;
        String account = actor == null || actor.id == null ? "" : actor.id;
        return family + ":" + kind + ":" + hash(account);
    }

    private static String hash(String account) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all).substring(0, SHORT_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static JsonNode node(@Nullable JsonNode given) {
        return given == null ? MissingNode.getInstance() : given;
    }
}
