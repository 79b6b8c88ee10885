package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads restic's JSON, of which nothing is taken for granted: fields come and go between versions. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode parse(byte[] bytes) throws IOException {
        JsonNode node = MAPPER.readTree(bytes);
        return node == null ? MAPPER.missingNode() : node;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    /** RFC 3339 with nanoseconds; the epoch where there is none that Java could hold. */
    static Instant time(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    static Snapshot snapshot(JsonNode node) {
        return new Snapshot(
                node.path("id").asText(),
                time(node.path("time")),
                node.path("hostname").asText(),
                node.path("username").asText(),
                texts(node.path("paths")),
                texts(node.path("tags")),
                node.path("tree").asText(),
                node.path("original").asText(null));
    }

    static Node node(JsonNode node) {
        return new Node(
                node.path("path").asText(),
                type(node.path("type").asText()),
                node.path("size").asLong(),
                (int) (node.path("mode").asLong() & 0777),
                node.path("uid").asLong(),
                node.path("gid").asLong(),
                time(node.path("mtime")));
    }

    private static Node.Type type(String type) {
        return switch (type) {
            case "file" -> Node.Type.FILE;
            case "dir" -> Node.Type.DIRECTORY;
            case "symlink" -> Node.Type.SYMLINK;
            case "fifo" -> Node.Type.FIFO;
            case "dev", "chardev" -> Node.Type.DEVICE;
            case "socket" -> Node.Type.SOCKET;
            default -> Node.Type.OTHER;
        };
    }
}
