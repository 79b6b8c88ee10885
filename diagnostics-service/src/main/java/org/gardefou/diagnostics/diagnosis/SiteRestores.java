package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.check.Span;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * The last restore of each site. While one is at work a site may be in maintenance or half-way, and what is seen then says nothing about
 * anybody's part; once it has ended without the site being seen since, the site is looked at again.
 */
@ApplicationScoped
class SiteRestores implements PanacheRepositoryBase<SiteRestores.OfSite, UUID>, Listener {

    /** A restore whose end never comes - its service is down for good - is not to silence every look that follows. */
    private static final Duration LONGEST = Duration.ofHours(2);

    /** The last restore of one site. */
    @Entity(name = "SiteRestore")
    @Table(name = "site_restore")
    static class OfSite {

        @Id
        private UUID site;

        private UUID restore;

        @Column(name = "started_at")
        private Instant startedAt;

        @Column(name = "ended_at")
        @Nullable private Instant endedAt;

        @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
        protected OfSite() {}

        OfSite(UUID site, UUID restore, Instant startedAt, @Nullable Instant endedAt) {
            this.site = site;
            this.restore = restore;
            this.startedAt = startedAt;
            this.endedAt = endedAt;
        }

        /** News that come late or again - behind the restore's own end, or behind a later restore - change nothing. */
        private void begun(UUID by, Instant at) {
            if (restore.equals(by) || at.isBefore(startedAt)) return;
            restore = by;
            startedAt = at;
            endedAt = null;
        }

        private boolean end(UUID by, Instant at) {
            if (!restore.equals(by) || endedAt != null) return false;
            endedAt = at;
            return true;
        }

        UUID restore() {
            return restore;
        }

        boolean hasEnded() {
            return endedAt != null;
        }

        Optional<Span> span() {
            return Optional.ofNullable(endedAt).map(end -> new Span(startedAt, end));
        }

        /** Whether something that went on between two moments fell into it. */
        boolean meets(Instant from, Instant to) {
            Instant end = endedAt == null ? startedAt.plus(LONGEST) : endedAt;
            return startedAt.isBefore(to) && from.isBefore(end);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Told(UUID restore, UUID site, Instant at) {}

    private final Diagnoses diagnoses;
    private final DiagnosisDesk desk;

    SiteRestores(Diagnoses diagnoses, DiagnosisDesk desk) {
        this.diagnoses = diagnoses;
        this.desk = desk;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore.started", Told.class, this::started);
        on.on("restore.completed", Told.class, event -> ended(event, false));
        on.on("restore.failed", Told.class, event -> ended(event, false));
        on.on("restore.rolled-back", Told.class, event -> ended(event, true));
    }

    private void started(BusEvent<Told> event) {
        Told told = event.data();
        findByIdOptional(told.site())
                .ifPresentOrElse(
                        last -> last.begun(told.restore(), told.at()),
                        () -> persist(new OfSite(told.site(), told.restore(), told.at(), null)));
    }

    /** @param takenBack the state that the last look saw is gone again: only another look tells how the site is */
    private void ended(BusEvent<Told> event, boolean takenBack) {
        Told told = event.data();
        // A look that ends at the same moment is either seen here, or sees that the restore has ended.
        desk.hold(told.site());
        Optional<OfSite> restore = findByIdOptional(told.site());
        // The beginning may come behind its end.
        if (restore.isEmpty()) persist(new OfSite(told.site(), told.restore(), told.at(), told.at()));
        boolean last =
                restore.map(known -> known.end(told.restore(), told.at())).orElse(false);
        if (last && (takenBack || diagnoses.anyBrokenDuring(told.site(), told.restore()))) desk.recheck(told.site());
    }

    /**
     * The time of the last restore, once it is over: what was logged in it belongs to a state that is no more. For the look at a restore's own
     * outcome there is none.
     */
    Optional<Span> over(Diagnosis diagnosis) {
        if (diagnosis.reason().kind() == DiagnosisReason.Kind.AFTER_RESTORE) return Optional.empty();
        return findByIdOptional(diagnosis.site()).flatMap(OfSite::span);
    }

    /** The restore that a look between two moments fell into, for reasons that a restore has nothing to do with. */
    Optional<OfSite> met(Diagnosis diagnosis, Instant from, Instant to) {
        boolean own =
                switch (diagnosis.reason().kind()) {
                    case AFTER_RESTORE, RECHECK -> true;
                    case REQUESTED, AFTER_CHANGE, MONITORED -> false;
                };
        return own ? Optional.empty() : findByIdOptional(diagnosis.site()).filter(restore -> restore.meets(from, to));
    }
}
