package org.gardefou.terms.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/** The plans that come with the product, one for each level, for a hoster to start from; loaded when somebody asks. */
@ApplicationScoped
class DefaultPlans {

    private static final String FILE = "/plans/defaults.json";

    private final Plans plans;
    private final ObjectMapper json;
    private final Clock clock;

    DefaultPlans(Plans plans, ObjectMapper json, Clock clock) {
        this.plans = plans;
        this.json = json;
        this.clock = clock;
    }

    static List<NewPlan> read(ObjectMapper json) {
        try (InputStream file = DefaultPlans.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return json.readValue(file, new TypeReference<List<NewPlan>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds those whose code is free, and answers all of them as they are now: what a hoster has made of one stays. */
    List<Plan> load() {
        return read(json).stream()
                .map(wanted -> plans.withCode(wanted.code()).orElseGet(() -> plans.add(wanted, clock.instant())))
                .toList();
    }
}
