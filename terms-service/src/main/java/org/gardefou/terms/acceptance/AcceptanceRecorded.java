package org.gardefou.terms.acceptance;

import java.time.Instant;
import java.util.UUID;

/** The data of {@code acceptance.recorded}: ids and hashes; who clicked from where stays here. */
record AcceptanceRecorded(
        UUID acceptance,
        UUID document,
        UUID version,
        UUID customer,
        String locale,
        String renditionSha256,
        Instant at) {

    static final String TYPE = "acceptance.recorded";
}
