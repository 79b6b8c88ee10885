package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.gardefou.diagnostics.sitechange.ChangeIntake;
import org.gardefou.diagnostics.sitechange.NewChange;
import org.gardefou.diagnostics.sitechange.SiteChange;
import org.gardefou.diagnostics.sitechange.SiteChanges;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Tells of what no panel has told: what differs from the look before becomes a change of the site, by an actor that nobody knows. */
@ApplicationScoped
class FoundChanges {

    private static final int LONGEST_NAME = 200;

    private final SiteChanges reported;
    private final ChangeIntake intake;
    private final AgroalDataSource dataSource;

    FoundChanges(SiteChanges reported, ChangeIntake intake, AgroalDataSource dataSource) {
        this.reported = reported;
        this.intake = intake;
        this.dataSource = dataSource;
    }

    /**
     * Stores and tells what was not reported, in the caller's transaction, and answers how many changes that were.
     *
     * @param since the look before
     */
    int tell(Known site, List<Difference> differences, Instant since, Instant now) {
        if (differences.isEmpty()) return 0;
        List<SiteChange> told = reported.since(site.site(), since);
        List<NewChange> found = new ArrayList<>();
        for (Difference one : differences) {
            if (told.stream().noneMatch(one::isToldBy)) found.add(change(site, one, since, now));
        }
        try (Connection connection = dataSource.getConnection()) {
            intake.store(connection, found);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
        return found.size();
    }

    private NewChange change(Known site, Difference one, Instant since, Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putObject("actor").put("kind", "UNKNOWN");
        Component component = one.component();
        ObjectNode object =
                data.putObject("object").put("kind", one.objectKind()).put("name", cut(component.slug()));
        if (!component.path().isEmpty()) object.put("path", component.path());
        data.set("before", version(one.before()));
        data.set("after", version(one.after()));
        return intake.prepare(
                site,
                intake.told(
                        ChangeIntake.FOUND + "inventory",
                        Ids.next().toString(),
                        one.type(),
                        site.site().toString(),
                        moment(one, since, now),
                        data),
                false,
                Trace.current());
    }

    private static ObjectNode version(@Nullable Component component) {
        ObjectNode side = JsonNodeFactory.instance.objectNode();
        String version = component == null ? null : component.version();
        return version == null ? side : side.put("version", version);
    }

    /** When its file was written, as far as that lies between the two looks; otherwise now. */
    private static Instant moment(Difference one, Instant since, Instant now) {
        Component after = one.after();
        Instant written = after == null ? null : after.facts().changedAt();
        return written != null && written.isAfter(since) && written.isBefore(now) ? written : now;
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
