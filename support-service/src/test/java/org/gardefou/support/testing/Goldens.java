package org.gardefou.support.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gardefou.kit.json.StrictJson;

/** The golden examples of the other services' events, read where their producers keep them. */
public final class Goldens {

    private static final List<String> PRODUCERS = List.of("diagnostics", "terms", "backup", "restore");

    private Goldens() {}

    /** Reads as the bus' reader does: fields that a listener does not have are nobody's mistake. */
    public static ObjectMapper reader() {
        return StrictJson.apply(new ObjectMapper())
                .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The example of a short type; empty where no producer has one. */
    public static Optional<ObjectNode> find(String type) {
        return PRODUCERS.stream()
                .map(service -> Path.of(
                        System.getProperty("gardefou.root"),
                        service + "-service/src/main/resources/contracts/" + type + ".v1.example.json"))
                .filter(Files::exists)
                .findFirst()
                .map(Goldens::read);
    }

    public static ObjectNode of(String type) {
        return find(type).orElseThrow(() -> new AssertionError("No producer has an example of " + type));
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) reader().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
