package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.EventSchemas.CONTRACTS;
import static org.gardefou.terms.testing.EventSchemas.errors;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Client;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service tells is what its schemas say: the golden examples, and what is really written to the bus. */
@QuarkusTest
class EventContractsTest {

    @Inject
    Bus bus;

    static List<String> types() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".example.json"))
                    .map(name -> name.replace(".example.json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenExampleFollowsItsSchemaAndAnUnknownOrMissingFieldDoesNot(String type) throws IOException {
        String example = Files.readString(CONTRACTS.resolve(type + ".example.json"));

        assertThat(errors(type, example)).isEmpty();
        assertThat(errors(type, example.replaceFirst("\\{", "{\"surprise\": 1,")))
                .isNotEmpty();
        assertThat(errors(type, "{}")).isNotEmpty();
    }

    @Test
    void whatIsReallyToldFollowsTheSchemas() throws IOException {
        // Given a story that tells of everything but an assessment, which the story's own test tells of
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.cms-updated"));
        Client.customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200);
        Client.system()
                .header("If-Match", "*")
                .post("/contracts/" + scene.contract + "/end")
                .then()
                .statusCode(200);
        // When
        org.awaitility.Awaitility.await()
                .atMost(Scene.SOON)
                .until(() -> bus.told("contract.ended", scene.site).size() == 1
                        && bus.told("risk-notice.acknowledged", scene.site).size() == 1);
        // Then
        List<Bus.Told> told = bus.told();
        assertThat(told)
                .extracting(Bus.Told::type)
                .contains(
                        "org.gardefou.terms.published.v1",
                        "org.gardefou.acceptance.recorded.v1",
                        "org.gardefou.contract.activated.v1",
                        "org.gardefou.contract.ended.v1",
                        "org.gardefou.risk-notice.raised.v1",
                        "org.gardefou.risk-notice.delivered.v1",
                        "org.gardefou.risk-notice.acknowledged.v1");
        for (Bus.Told event : told)
            assertThat(errors(
                            event.type().substring("org.gardefou.".length()),
                            event.data().toString()))
                    .as(event.type())
                    .isEmpty();
    }
}
