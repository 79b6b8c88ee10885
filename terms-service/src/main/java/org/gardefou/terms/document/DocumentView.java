package org.gardefou.terms.document;

import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Name;

/** A terms document, as it is answered. */
record DocumentView(UUID id, UUID plan, Audience audience, Name name, Instant createdAt) {

    static DocumentView of(Document document) {
        return new DocumentView(
                document.id(), document.plan(), document.audience(), document.name(), document.createdAt());
    }
}
