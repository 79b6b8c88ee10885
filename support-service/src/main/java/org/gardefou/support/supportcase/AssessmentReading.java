package org.gardefou.support.supportcase;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.support.history.SiteEvent;
import org.gardefou.support.history.SiteEvents;

/** Reads assessments out of the history again. */
@ApplicationScoped
class AssessmentReading {

    private static final String ASSESSED = "liability.assessed";

    private final SiteEvents history;
    private final ObjectReader reader;

    AssessmentReading(SiteEvents history, ObjectMapper json) {
        this.history = history;
        this.reader = json.readerFor(Assessment.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The assessment that a case rests on. */
    Optional<Assessment> of(SupportCase found) {
        return found.assessment()
                .flatMap(id -> history.about(found.site(), ASSESSED, id))
                .map(this::read);
    }

    /** The site's present trouble, if it was assessed not earlier than a moment and is not over. */
    Optional<Assessment> presentTrouble(UUID site, Instant notBefore) {
        return history.newest(site, ASSESSED, notBefore)
                .map(this::read)
                .filter(assessment -> assessment.trouble() && !history.recoveredAfter(site, assessment.seenAt()));
    }

    private Assessment read(SiteEvent assessed) {
        try {
            return reader.readValue(assessed.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
