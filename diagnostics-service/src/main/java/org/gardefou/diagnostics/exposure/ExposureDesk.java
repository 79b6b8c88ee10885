package org.gardefou.diagnostics.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.diagnostics.component.VersionRange;
import org.gardefou.diagnostics.exposure.Exposures.Said;
import org.gardefou.diagnostics.feed.FeedSwapped;
import org.gardefou.diagnostics.inventory.InventoryRead;
import org.gardefou.diagnostics.site.SiteDirectory;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Puts inventories and feeds together whenever either is new, and tells of what was not known before. */
@ApplicationScoped
class ExposureDesk {

    private static final String TOPIC = "gardefou.diagnoses";
    private static final TypeReference<List<VersionRange>> RANGES = new TypeReference<>() {};

    /** What a customer is to know at once; that there is a newer one is in the list. */
    private static final Set<String> TOLD = Set.of("VULNERABLE", "CLOSED");

    private final Exposures exposures;
    private final SiteDirectory directory;
    private final Outbox outbox;
    private final Jobs jobs;
    private final ObjectMapper json;
    private final Clock clock;

    ExposureDesk(
            Exposures exposures, SiteDirectory directory, Outbox outbox, Jobs jobs, ObjectMapper json, Clock clock) {
        this.exposures = exposures;
        this.directory = directory;
        this.outbox = outbox;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /** The data of {@code extension.vulnerable}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            UUID site,
            UUID customer,
            Extension extension,
            String fact,
            String severity,
            @Nullable String fixedIn,
            String title,
            Source source,
            Instant at) {}

    record Extension(String kind, String name, String version) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(String name, String record, @Nullable String reference) {}

    void read(@Observes InventoryRead read) {
        evaluate(read.site());
    }

    void swapped(@Observes FeedSwapped swapped) {
        jobs.submit(ExposureJob.class, swapped.feed());
    }

    /** What holds of a site now; inside a transaction. */
    void evaluate(UUID site) {
        Optional<Known> known = exposures.lock(site) ? directory.find(site.toString()) : Optional.empty();
        if (known.isEmpty()) return;
        Instant now = clock.instant();
        List<Said> holding = exposures.said(site).stream().filter(this::holds).toList();
        exposures.keepOnly(site, holding);
        for (Said said : holding) {
            if (exposures.keep(site, said, now) && TOLD.contains(said.fact())) tell(known.get(), said, now);
        }
    }

    private boolean holds(Said said) {
        if (said.ranges() == null) return true;
        try {
            return json.readValue(said.ranges(), RANGES).stream().anyMatch(range -> range.contains(said.version()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored feed cannot be read", e);
        }
    }

    private void tell(Known site, Said said, Instant now) {
        Told told = new Told(
                site.site(),
                site.customer(),
                new Extension(said.kind(), said.slug(), said.version()),
                said.fact(),
                said.severity(),
                said.fixedIn(),
                said.title(),
                new Source(said.feed(), said.record(), said.reference()),
                now);
        outbox.add(Event.of(TOPIC, "extension.vulnerable", site.site(), told));
    }
}
