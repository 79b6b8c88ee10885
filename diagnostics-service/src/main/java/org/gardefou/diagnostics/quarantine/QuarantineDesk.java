package org.gardefou.diagnostics.quarantine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.connection.Connections;
import org.gardefou.diagnostics.connection.PanelConnection;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.placing.Place;
import org.gardefou.diagnostics.placing.Placing;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.gardefou.diagnostics.sitechange.ChangeIntake;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.diagnostics.sitechange.ReportedChange;
import org.gardefou.kit.commit.AfterCommit;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Places what was held, by itself when a site is there now, and by an operator's word. */
@ApplicationScoped
class QuarantineDesk {

    private final HeldReports reports;
    private final Connections connections;
    private final Placing placing;
    private final ChangeIntake intake;
    private final AgroalDataSource dataSource;
    private final AfterCommit after;

    QuarantineDesk(
            HeldReports reports,
            Connections connections,
            Placing placing,
            ChangeIntake intake,
            AgroalDataSource dataSource,
            AfterCommit after) {
        this.reports = reports;
        this.connections = connections;
        this.placing = placing;
        this.intake = intake;
        this.dataSource = dataSource;
        this.after = after;
    }

    /**
     * Places a report by an operator's word.
     *
     * @param site null: the one that the report names, if it can be told by now
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when it is held no more, 422 when it does not belong there
     */
    @Transactional
    HeldReport place(UUID id, @Nullable UUID site) {
        HeldReport report = reports.locked(id).orElseThrow(() -> Problems.notFound("held report", id));
        report.mustBeHeld();
        About about = site == null ? report.about() : About.subject(site.toString());
        Place place = find(report, about);
        switch (place) {
            case Place.At at -> store(report, at);
            case Place.Nowhere nowhere ->
                throw Problems.of(ProblemType.UNPROCESSABLE, nowhere.reason().words());
        }
        return report;
    }

    /** Says that nothing is to be done about it. */
    @Transactional
    HeldReport discard(UUID id) {
        HeldReport report = reports.locked(id).orElseThrow(() -> Problems.notFound("held report", id));
        report.discard();
        return report;
    }

    /** Places those of a page that can be told by now; returns the last one's id, and nothing behind the last page. */
    @Transactional
    Optional<UUID> placeSome(UUID site, UUID behind, int most) {
        List<HeldReport> found = reports.waitingFor(site, behind, most);
        for (HeldReport one : found) {
            if (!(find(one, one.about()) instanceof Place.At at)) continue;
            // Somebody may have decided about it since it was read.
            reports.getEntityManager().refresh(one, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
            if (one.held()) store(one, at);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast().id());
    }

    private Place find(HeldReport report, About about) {
        return connection(report)
                .map(panel -> placing.place(panel, about))
                .orElse(new Place.Nowhere(Place.Reason.UNKNOWN));
    }

    private Optional<PanelConnection> connection(HeldReport report) {
        return connections.panel(report.connection());
    }

    private void store(HeldReport report, Place.At at) {
        Known site = at.site();
        ObjectNode data = report.data().deepCopy();
        at.locate(data);
        ReportedChange reported = new ReportedChange(
                report.eventId(),
                report.source(),
                ChangeType.of(report.type()).orElseThrow(),
                site.site().toString(),
                report.happenedAt(),
                data);
        try (Connection database = dataSource.getConnection()) {
            report.place(intake.store(
                            database,
                            List.of(intake.prepare(site, reported, site.connectionVouches(), Trace.current())))
                    .getFirst()
                    .id());
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
        after.run(() -> intake.committed(List.of(site.site())));
    }
}
