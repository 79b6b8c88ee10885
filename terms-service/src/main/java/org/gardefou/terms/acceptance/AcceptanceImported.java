package org.gardefou.terms.acceptance;

import java.time.Instant;
import java.util.UUID;

/**
 * The data of {@code acceptance.imported}: an acceptance that another system says it took; what it knows it by stays here.
 *
 * @param referenceSha256 the ledger's commitment to the reference, SHA-256(salt ‖ reference); earlier versions told SHA-256 of the reference alone
 */
record AcceptanceImported(
        UUID acceptance,
        UUID document,
        UUID version,
        UUID customer,
        String source,
        String referenceSha256,
        Instant at) {

    static final String TYPE = "acceptance.imported";
}
