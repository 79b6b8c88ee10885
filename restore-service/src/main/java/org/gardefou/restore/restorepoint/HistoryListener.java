package org.gardefou.restore.restorepoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.RestorePoint.DumpedSchema;
import org.jspecify.annotations.Nullable;

/** Keeps restore points, changes and diagnoses as the bus tells them. */
@ApplicationScoped
class HistoryListener implements Listener {

    private static final Set<String> CHANGES = Set.of(
            "site.dns-changed",
            "site.plugin-installed",
            "site.plugin-updated",
            "site.plugin-activated",
            "site.plugin-removed",
            "site.theme-changed",
            "site.cms-updated",
            "site.files-changed",
            "site.database-changed",
            "site.php-changed",
            "site.mail-changed",
            "site.tls-changed",
            "site.settings-changed");

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PointTold(
            UUID restorePoint,
            UUID site,
            @Nullable Reason reason,
            Instant takenAt,
            String snapshot,
            long files,
            long bytes,
            @Nullable List<Dumped> databases,
            @Nullable Instant at) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Reason(@Nullable UUID restore) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Dumped(
                String name,
                @Nullable List<String> tables,
                @Nullable Map<String, Long> rows) {
            DumpedSchema known() {
                return new DumpedSchema(name, tables == null ? List.of() : tables, rows);
            }
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verified(
            UUID restorePoint,
            @Nullable String state,
            @Nullable List<Piece> evidence,
            Instant at) {

        PointEnded ended() {
            return new PointEnded(restorePoint, at);
        }

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Piece(
                @Nullable String step,
                @Nullable String outcome,
                @Nullable Text text) {}
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Compared(
            UUID restorePoint,
            UUID site,
            Instant takenAt,
            Since since,
            Files files,
            @Nullable List<PointDifference.Group> groups,
            Instant at) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Since(UUID restorePoint, Instant takenAt) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Files(long added, long removed, long changed) {}
    }

    /** What ended a point, or says that it is good after all. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PointEnded(UUID restorePoint, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChangeTold(UUID change, UUID site, @Nullable Changed object, Instant happenedAt) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Changed(
                @Nullable String kind,
                @Nullable String name,
                @Nullable String path) {}
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record DiagnosisTold(
            UUID diagnosis,
            UUID site,
            @Nullable Reason reason,
            String health,
            @Nullable Cause cause,
            @Nullable TiedTo change,
            Instant at) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Reason(@Nullable UUID restore) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Cause(
                @Nullable String signature,
                @Nullable Text text,
                @Nullable Instant firstSeen) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record TiedTo(@Nullable UUID change, @Nullable Instant happenedAt) {}
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CaseTold(
            @JsonProperty("case") UUID id,
            UUID site,
            @Nullable UUID diagnosis) {}

    private final RestorePoints points;
    private final SiteChanges changes;
    private final SiteDiagnoses diagnoses;
    private final SupportCases cases;
    private final PointFacts facts;

    HistoryListener(
            RestorePoints points, SiteChanges changes, SiteDiagnoses diagnoses, SupportCases cases, PointFacts facts) {
        this.facts = facts;
        this.points = points;
        this.changes = changes;
        this.diagnoses = diagnoses;
        this.cases = cases;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore-point.created", PointTold.class, this::created)
                .on("restore-point.expired", PointEnded.class, this::expired)
                .on("restore-point.corrupted", PointEnded.class, event -> points.corrupted(event.data()))
                .on("restore-point.verified", Verified.class, this::verified)
                .on("restore-point.compared", Compared.class, event -> facts.compared(event.data()))
                .on("site.diagnosed", DiagnosisTold.class, event -> diagnoses.add(event.data()))
                .on("case.opened", CaseTold.class, event -> cases.add(event.data()));
        CHANGES.forEach(type -> on.on(type, ChangeTold.class, event -> changes.add(type, event.data())));
    }

    private void created(BusEvent<PointTold> event) {
        points.created(event.data());
    }

    private void expired(BusEvent<PointEnded> event) {
        points.expired(event.data());
        facts.expired(event.data().restorePoint());
    }

    private void verified(BusEvent<Verified> event) {
        points.verified(event.data().ended());
        facts.verified(event.data());
    }
}
