package org.gardefou.support.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this service promises of the events that it writes. */
public final class Schemas {

    private static final Path CONTRACTS =
            Path.of(System.getProperty("gardefou.root"), "support-service/src/main/resources/contracts");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /** The short types that have an example. */
    public static List<String> types() {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".v1.example.json"))
                    .map(name -> name.replace(".v1.example.json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String example(String type) {
        return text(type + ".v1.example.json");
    }

    /** What is wrong with an event's data. */
    public static List<Error> errors(String type, String json) {
        return REGISTRY.getSchema(text(type + ".v1.schema.json")).validate(json, InputFormat.JSON);
    }

    private static String text(String file) {
        try {
            return Files.readString(CONTRACTS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
