package org.gardefou.diagnostics.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as the panels document them, and what they come to; with {@code -Dgardefou.panels.write=true} the files are written instead, to be read over. */
class PanelsTest {

    private static final Path FOLDER = Path.of("src/test/resources/panels");
    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());

    record Case(String kind, JsonNode told) {}

    static Stream<Named<Case>> recorded() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().flatMap(PanelsTest::cases);
        }
    }

    private static Stream<Named<Case>> cases(Path file) {
        String kind = file.getFileName().toString().replace(".json", "").toUpperCase(Locale.ROOT);
        try {
            JsonNode all = JSON.readTree(file.toFile());
            if (Boolean.getBoolean("gardefou.panels.write")) {
                for (JsonNode one : all) ((ObjectNode) one).set("readings", written(kind, one.get("body")));
                JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
            }
            return StreamSupport.stream(all.spliterator(), false)
                    .map(one -> Named.of(kind + ": " + one.path("case").asText(), new Case(kind, one)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aDocumentedPayloadComesToWhatItMeansAndNoSecretComesAlong(Case one) {
        ArrayNode readings = written(one.kind(), one.told().get("body"));

        assertThat(readings).isEqualTo(one.told().get("readings"));
        assertThat(readings.toString()).doesNotContain("s3cr3t", "PRIVATE KEY");
    }

    /** The hooks of a call run though it was refused, and each API says so in its own way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"result\": {\"status\": 0}}]",
                "[{\"result\": \"0\"}]",
                "{\"status\": 0}",
                "{\"result\": [{\"status\": \"0\"}]}"
            })
    void whatThePanelRefusedIsNoChange(String output) throws IOException {
        String call = """
                {"context": {"category": "Cpanel", "event": "Api2::ZoneEdit::add_zone_record", "stage": "post"},
                 "data": {"user": "anna", "args": {"domain": "boutique.example", "type": "A"}, "output": %s}}""";

        assertThat(Panels.read("CPANEL", Report.of((ObjectNode) JSON.readTree(call.formatted(output))))
                        .orElseThrow())
                .singleElement()
                .isInstanceOf(Reading.Ignored.class);
        assertThat(Panels.read("CPANEL", Report.of((ObjectNode)
                                JSON.readTree(call.formatted("[{\"result\": {\"status\": 1}}]"))))
                        .orElseThrow())
                .singleElement()
                .isInstanceOf(Reading.Change.class);
    }

    @Test
    void aNameThatNoDatabaseTakesIsMarkedAndALongOneIsCut() {
        About about = About.of("a\0b.example", "x".repeat(5_000));
        assertThat(about.domain()).isEqualTo("a\uFFFDb.example");
        assertThat(about.account()).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CPANEL", "PLESK", "DIRECTADMIN", "WHMCS", "HESTIACP", "WORDPRESS"})
    void whatIsNoPayloadOfThePanelIsRefusedAndAHeartbeatIsNoChange(String kind) throws IOException {
        for (String body :
                List.of("{}", "{\"a\": 1}", "{\"payload\": {}}", "{\"payload\": {\"lines\": 7, \"context\": []}}")) {
            assertThatThrownBy(() -> Panels.read(kind, Report.of((ObjectNode) JSON.readTree(body))))
                    .as(body)
                    .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                            .isEqualTo(400));
        }
        Report heartbeat = Report.of((ObjectNode) JSON.readTree("{\"event\": \"heartbeat\", \"payload\": {}}"));
        assertThat(Panels.read(kind, heartbeat)).contains(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\": []}",
                "{\"payload\": {}, \"surprise\": 1}",
                "{\"payload\": {}, \"event\": 7}",
                "{\"payload\": {}, \"happenedAt\": \"yesterday\"}",
                "{\"payload\": {}, \"actor\": {\"kind\": \"PIRATE\"}}",
                "{\"payload\": {}, \"actor\": {\"kind\": \"STAFF\", \"password\": \"x\"}}",
                "{\"payload\": {}, \"actor\": \"root\"}"
            })
    void anEnvelopeThatIsNoneIsRefused(String body) {
        assertThatThrownBy(() -> Report.of((ObjectNode) JSON.readTree(body)))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400));
    }

    @Test
    void whoHasNoFormOfItsOwnIsNotReadButMayLive() throws IOException {
        assertThat(Panels.read(
                        "OTHER", Report.of((ObjectNode) JSON.readTree("{\"event\": \"heartbeat\", \"payload\": {}}"))))
                .contains(List.of());
        assertThat(Panels.read("OTHER", Report.of((ObjectNode) JSON.readTree("{\"a\": 1}"))))
                .isEmpty();
    }

    private static ArrayNode written(String kind, JsonNode body) {
        ArrayNode all = JSON.createArrayNode();
        for (Reading reading : Panels.read(kind, Report.of((ObjectNode) body)).orElseThrow()) {
            ObjectNode one = all.addObject();
            switch (reading) {
                case Reading.Ignored ignored ->
                    one.put("ignored", ignored.event()).put("why", ignored.why());
                case Reading.Change change -> {
                    one.put("type", change.type().shortName());
                    one.set("about", JSON.valueToTree(change.about()));
                    one.set("data", change.data());
                    if (change.at() != null) one.put("at", change.at().toString());
                }
            }
        }
        return all;
    }
}
