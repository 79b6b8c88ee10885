package org.gardefou.kit.version;

import jakarta.ws.rs.core.EntityTag;

/** The strong entity tag of a resource: the number of its version in quotes, {@code "7"}. */
public final class ETags {

    private ETags() {}

    /** For {@code Response.ok(…).tag(ETags.of(version))}; a matching {@code If-None-Match} is then answered 304. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }
}
