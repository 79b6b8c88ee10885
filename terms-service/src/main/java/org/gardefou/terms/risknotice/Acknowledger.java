package org.gardefou.terms.risknotice;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.permission.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who acknowledges. What the token says is known; the name is what the caller says, and proves nothing by itself.
 *
 * @param role of the token
 * @param reference for the bus, which carries no names: the customer's id, or the connection's of the panel that relays it; {@code
 *     system} when one of the hoster's systems does
 * @param subject of the token
 * @param saidName of who read it, as the caller says it
 */
record Acknowledger(
        String role,
        String reference,
        String subject,
        @Nullable String saidName) {

    static Acknowledger of(Caller caller, UUID customer, @Nullable String saidName) {
        String reference =
                switch (caller.role()) {
                    case CUSTOMER -> customer.toString();
                    case PANEL -> caller.connection().orElseThrow().toString();
                    case SYSTEM, OPERATOR, NOBODY -> caller.role().group();
                };
        return new Acknowledger(caller.role().group(), reference, caller.subject(), saidName);
    }

    /** What is personal of it, and can be erased. */
    Map<String, String> personal() {
        Map<String, String> values = new TreeMap<>();
        values.put("subject", subject);
        if (saidName != null) values.put("saidName", saidName);
        return values;
    }
}
