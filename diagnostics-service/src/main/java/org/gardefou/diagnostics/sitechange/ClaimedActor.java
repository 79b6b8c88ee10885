package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Who may say that whom changed a site. What the hoster's staff or its automatic jobs broke is repaired for nothing, so that it was them is
 * believed of the hoster's own systems, and of panels whose connection was made to vouch for it. Of others the claim is kept as
 * what was claimed, and the actor is not known. Everybody may say that the customer did it, or that it is not known who did.
 */
final class ClaimedActor {

    private static final Set<String> OF_THE_HOSTER = Set.of("STAFF", "AUTOMATION");

    private ClaimedActor() {}

    /** Turns the actor of a report into one that counts. */
    static void weigh(ObjectNode data, boolean vouches) {
        if (vouches || !(data.get("actor") instanceof ObjectNode actor)) return;
        String kind = actor.path("kind").asText();
        if (!OF_THE_HOSTER.contains(kind)) return;
        actor.put("kind", "UNKNOWN");
        actor.put("claimed", kind);
    }
}
