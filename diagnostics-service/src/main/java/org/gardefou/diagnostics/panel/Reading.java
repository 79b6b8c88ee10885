package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.jspecify.annotations.Nullable;

/** What a payload of a panel comes to. */
public sealed interface Reading {

    /**
     * A change of a site.
     *
     * @param data actor, object, before and after, as in our CloudEvents
     * @param at when it happened; null where the payload does not say
     */
    record Change(
            ChangeType type,
            About about,
            ObjectNode data,
            @Nullable Instant at) implements Reading {}

    /**
     * Nothing that changed a site, as far as is known here.
     *
     * @param event what the panel calls it
     * @param why in words for who reads the panel's log
     */
    record Ignored(String event, String why) implements Reading {

        static Ignored other(String event) {
            return new Ignored(
                    event, "This event is not known here as a change of a site. Leave its hook out, or ignore this.");
        }
    }
}
