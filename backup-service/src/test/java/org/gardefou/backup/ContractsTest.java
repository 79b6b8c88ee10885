package org.gardefou.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden examples of our events, against their schemas. What is really told is compared wherever a test hears it. */
public class ContractsTest {

    private static final Path CONTRACTS = Path.of("src/main/resources/contracts");

    static List<String> types() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".v1.example.json"))
                    .map(name -> name.replace(".v1.example.json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyExampleIsValidAndWithAnotherOrAMissingFieldItIsNot(String type) throws IOException {
        String example = Files.readString(CONTRACTS.resolve(type + ".v1.example.json"));
        assertThat(errors(type, example)).isEmpty();
        assertThat(errors(type, example.replaceFirst("\\{", "{\"password\": \"x\",")))
                .isNotEmpty();
        assertThat(errors(type, example.replaceFirst("\"site\"", "\"place\""))).isNotEmpty();
        assertThat(errors(type, "{}")).isNotEmpty();
    }

    /** What is wrong with an event's data. */
    public static List<Error> errors(String type, String json) {
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(CONTRACTS.resolve(type + ".v1.schema.json")));
            return schema.validate(json, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
