package org.gardefou.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden examples of our events, against their schemas. What is really written is compared in the story's test. */
public class ContractsTest {
    private static final Path CONTRACTS = Path.of("src/main/resources/contracts");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore.requested",
                "restore.started",
                "restore.switched",
                "restore.completed",
                "restore.drilled",
                "restore.failed",
                "restore.rolled-back",
                "restore.proposed",
                "restore.proposal-confirmed",
                "restore.proposal-ended",
                "staging-copy.ready",
                "staging-copy.ended"
            })
    void everyExampleIsValidAndAnotherFieldIsNot(String type) throws IOException {
        String example = Files.readString(CONTRACTS.resolve(type + ".v1.example.json"));
        assertThat(errors(type, example)).isEmpty();
        assertThat(errors(type, example.replaceFirst("\\{", "{\"password\": \"x\",")))
                .isNotEmpty();
        assertThat(errors(type, example.replaceFirst("\"site\"", "\"place\""))).isNotEmpty();
    }

    /** What is wrong with an event's data. */
    public static List<Error> errors(String type, String json) {
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(CONTRACTS.resolve(type + ".v1.schema.json")));
            return schema.validate(json, InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
