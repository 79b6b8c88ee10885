package org.gardefou.terms.document;

import java.time.Instant;
import java.util.UUID;

/** The data of {@code terms.withdrawn}: the version never comes into force. */
record TermsWithdrawn(UUID document, UUID version, int number, String sha256, Instant at) {

    static final String TYPE = "terms.withdrawn";
}
