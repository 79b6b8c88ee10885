package org.gardefou.terms.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the golden examples of the other services leave in the ledger. */
class BusEvidenceTest {

    private static final String ROOT = System.getProperty("gardefou.root");

    private final ObjectMapper json = StrictJson.apply(new ObjectMapper());

    static List<Path> examples() throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (String service : List.of("diagnostics", "backup", "restore", "support"))
            try (Stream<Path> files = Files.list(Path.of(ROOT, service + "-service/src/main/resources/contracts"))) {
                files.filter(file -> file.toString().endsWith(".v1.example.json"))
                        .filter(file -> BusEvidence.keeps(kind(file)))
                        .forEach(found::add);
            }
        assertThat(found).hasSizeGreaterThan(25);
        return found;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void onlyIdsEnumsAndTimesAreKept(Path file) throws IOException {
        JsonNode event = json.readTree(Files.readString(file));

        Fact fact = BusEvidence.fact(kind(file), new BusEvent<>(Ids.next(), kind(file), Instant.EPOCH, event));

        assertThat(fact.site()).isNotNull();
        assertThat(Canonical.json(json, fact))
                .doesNotContain("shop-turbo", "boutique", "webmaster", "/srv/", "password", "Uncaught", "example");
    }

    private static String kind(Path file) {
        return file.getFileName().toString().replace(".v1.example.json", "");
    }
}
