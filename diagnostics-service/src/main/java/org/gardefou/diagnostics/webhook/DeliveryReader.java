package org.gardefou.diagnostics.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gardefou.diagnostics.connection.PanelConnection;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.panel.Panels;
import org.gardefou.diagnostics.panel.Reading;
import org.gardefou.diagnostics.panel.Report;
import org.gardefou.diagnostics.placing.Place;
import org.gardefou.diagnostics.placing.Placing;
import org.gardefou.diagnostics.quarantine.Quarantine.Holding;
import org.gardefou.diagnostics.sitechange.ChangeIntake;
import org.gardefou.diagnostics.sitechange.ReportedChange;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Reads what a delivery tells: CloudEvents, one or a batch, or a payload in the panel's own form. One thing that is wrong is told apart from the others. */
@ApplicationScoped
class DeliveryReader {

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private final ChangeIntake intake;
    private final Placing placing;
    private final ObjectMapper json;

    DeliveryReader(ChangeIntake intake, Placing placing, ObjectMapper json) {
        this.intake = intake;
        this.placing = placing;
        this.json = json;
    }

    /** A change, and by what its site is named. */
    private record Reported(ReportedChange change, About about) {}

    /**
     * What a delivery tells.
     *
     * @param id of the delivery
     * @param sentAt when what happened at no other time happened
     * @throws HttpProblem 400 when nothing in it can be read, 422 when the panel has no form of its own
     */
    List<Told> read(PanelConnection panel, @Nullable MediaType type, String id, Instant sentAt, byte[] body) {
        String form = type == null ? "" : type.getType() + "/" + type.getSubtype();
        return switch (form) {
            case STRUCTURED -> List.of(told(panel, () -> event(intake.read(body))));
            case BATCH ->
                intake.batch(body).stream()
                        .map(event -> told(panel, () -> event(intake.read(event))))
                        .toList();
            default -> payload(panel, id, sentAt, body);
        };
    }

    private static Reported event(ReportedChange change) {
        return new Reported(change, About.subject(change.subject()));
    }

    private List<Told> payload(PanelConnection panel, String id, Instant sentAt, byte[] body) {
        List<Reading> readings = Panels.read(panel.kind().name(), Report.of(object(body)))
                .orElseThrow(() -> Problems.of(
                        ProblemType.UNPROCESSABLE,
                        "A connection of the kind %s has no form of its own. Send CloudEvents, as %s or %s."
                                .formatted(panel.kind(), STRUCTURED, BATCH)));
        String source = "/connections/" + panel.id();
        List<Told> all = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            int place = all.size();
            all.add(
                    switch (reading) {
                        case Reading.Ignored ignored ->
                            new Told.Decided(Outcome.ignored(ignored.event(), ignored.why()));
                        case Reading.Change change ->
                            told(
                                    panel,
                                    () -> new Reported(
                                            intake.told(
                                                    source,
                                                    id + "/" + place,
                                                    change.type(),
                                                    named(change.about()),
                                                    Optional.ofNullable(change.at())
                                                            .orElse(sentAt),
                                                    change.data()),
                                            change.about()));
                    });
        }
        return all;
    }

    /** The first that the panel named the site by; only for who reads the report. */
    private static String named(About about) {
        return Stream.of(about.subject(), about.domain(), about.path(), about.database(), about.account())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("unnamed");
    }

    private Told told(PanelConnection panel, Supplier<Reported> read) {
        try {
            Reported reported = read.get();
            return switch (placing.place(panel, reported.about())) {
                case Place.At at -> {
                    at.locate(reported.change().data());
                    yield new Told.OfSite(
                            intake.prepare(at.site(), reported.change(), panel.vouches(), Trace.current()));
                }
                case Place.Nowhere nowhere ->
                    new Told.OfNobody(new Holding(panel.id(), reported.about(), nowhere.reason(), reported.change()));
            };
        } catch (HttpProblem problem) {
            return new Told.Decided(Outcome.refused(problem));
        }
    }

    private ObjectNode object(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            if (read instanceof ObjectNode object) return object;
            throw Problems.of(ProblemType.WRONG_TYPE, "A report is a JSON object. Send the panel's payload as one.");
        } catch (JsonProcessingException e) {
            throw Problems.of(ProblemType.MALFORMED_JSON, "The body is not valid JSON. Correct what the hook sends.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
