package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.gardefou.kit.outbox.RelayBell;
import org.gardefou.kit.trace.Trace;

/** The way in for changes that come by another door than {@link ChangeEventResource}: checked, redacted, stored and told in the same way. */
@ApplicationScoped
public class ChangeIntake {

    /** Sources of changes that nobody reported and that were found by looking begin with this; a reporter may not use it. */
    public static final String FOUND = "/diagnostics/found/";

    private final CloudEvents events;
    private final ChangeStore store;
    private final Event<ChangeReported> reported;
    private final RelayBell bell;

    ChangeIntake(CloudEvents events, ChangeStore store, Event<ChangeReported> reported, RelayBell bell) {
        this.events = events;
        this.store = store;
        this.reported = reported;
        this.bell = bell;
    }

    /**
     * What became of a change.
     *
     * @param id the earlier one's when it is a repetition
     */
    public record Stored(UUID id, boolean repeated) {}

    /**
     * The events of a batch, to be read one by one.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it is no array, 413 when there are too many
     */
    public List<JsonNode> batch(byte[] body) {
        return events.batch(body);
    }

    /**
     * Reads one CloudEvent in structured form.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem what is wrong with it
     */
    public ReportedChange read(byte[] event) {
        return events.structured(event);
    }

    /** Reads one CloudEvent of a batch; see {@link #read(byte[])}. */
    public ReportedChange read(JsonNode event) {
        return events.event(event);
    }

    /**
     * Takes what a panel told in a form of its own, without the secrets in it.
     *
     * @param eventId unique for its source
     * @param subject by what the panel named the site
     * @param data actor, object, before, after
     * @throws io.quarkiverse.resteasy.problem.HttpProblem what is wrong with it
     */
    public ReportedChange told(
            String source, String eventId, ChangeType type, String subject, Instant time, ObjectNode data) {
        return events.told(source, eventId, type, subject, time, data);
    }

    /**
     * Makes a change of a site ready to be stored.
     *
     * @param vouches whether the reporter is believed that the hoster did it
     */
    public NewChange prepare(Known site, ReportedChange change, boolean vouches, Trace trace) {
        ObjectNode data = change.data().deepCopy();
        ClaimedActor.weigh(data, vouches);
        return store.prepare(
                site,
                new ReportedChange(
                        change.eventId(), change.source(), change.type(), change.subject(), change.time(), data),
                trace);
    }

    /** Stores changes in the transaction of the connection; {@link #committed} is to be called behind it. */
    public List<Stored> store(Connection connection, List<NewChange> changes) throws SQLException {
        if (changes.isEmpty()) return List.of();
        return store.storeTogether(connection, changes).stream()
                .map(stored -> new Stored(stored.id(), stored.repeated()))
                .toList();
    }

    /** The changes of these sites are committed. */
    public void committed(Collection<UUID> sites) {
        bell.ring();
        sites.stream().distinct().forEach(site -> reported.fire(new ChangeReported(site)));
    }
}
