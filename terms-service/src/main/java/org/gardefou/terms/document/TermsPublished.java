package org.gardefou.terms.document;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The data of {@code terms.published}. */
record TermsPublished(
        UUID document,
        UUID version,
        int number,
        PlanRef plan,
        String sha256,
        List<String> locales,
        Instant effectiveFrom,
        Instant at) {

    static final String TYPE = "terms.published";

    record PlanRef(UUID id, String code) {}
}
