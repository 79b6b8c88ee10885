package org.gardefou.support.supportcase;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gardefou.support.history.SiteEvent;

/** Reads an assessment out of the history again. */
@ApplicationScoped
class AssessmentReading {

    private final ObjectReader reader;

    AssessmentReading(ObjectMapper json) {
        this.reader = json.readerFor(Assessment.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Assessment read(SiteEvent assessed) {
        try {
            return reader.readValue(assessed.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
