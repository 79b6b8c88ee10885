package org.gardefou.terms.acceptance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts for whom.
 *
 * @param customer who is bound by it
 * @param agent who acts for them; null: they act themselves
 * @param mandate by which the agent does
 */
record Acting(UUID customer, @Nullable UUID agent, @Nullable UUID mandate) {

    static Acting self(UUID customer) {
        return new Acting(customer, null, null);
    }
}
