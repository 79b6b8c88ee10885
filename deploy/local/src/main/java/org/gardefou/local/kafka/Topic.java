package org.gardefou.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A topic that the suite needs.
 *
 * @param name its name
 * @param partitions how many partitions it has
 * @param compacted whether only the last event of each key is kept for ever; otherwise all are kept for a while
 */
public record Topic(String name, int partitions, boolean compacted) {

    private static final List<String> SERVICES = List.of("terms", "backup", "restore", "diagnostics", "support");

    /** All topics of the suite and their dead-letter topics, as {@code topics.txt} lists them. */
    public static List<Topic> ofTheSuite() throws IOException {
        try (InputStream file = Objects.requireNonNull(Topic.class.getResourceAsStream("topics.txt"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static List<Topic> parse(String text) {
        List<Topic> topics = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\\s+", -1);
            if (fields.length != 4) {
                throw new IllegalArgumentException("Not name, partitions, cleanup and readers: " + line);
            }
            topics.add(new Topic(fields[0], Integer.parseInt(fields[1]), fields[2].equals("compact")));
            readers(fields[3])
                    .forEach(reader -> topics.add(new Topic(fields[0] + ".dlq." + reader + "-service", 1, false)));
        }
        return topics;
    }

    private static List<String> readers(String field) {
        return switch (field) {
            case "all" -> SERVICES;
            case "-" -> List.of();
            default -> List.of(field.split(",", -1));
        };
    }
}
