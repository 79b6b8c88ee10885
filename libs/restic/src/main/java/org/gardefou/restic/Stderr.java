package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What restic says on standard error: text in 0.14, text and JSON later. Kept within bounds, however much comes. */
final class Stderr {
    /** More failed items than anybody reads; the count goes on. */
    private static final int MOST_ITEMS = 1000;

    private static final int FIRST_LINES = 200;
    private static final int LAST_LINES = 50;
    private static final int LONGEST_LINE = 4000;

    private static final String IGNORING = "ignoring error for ";
    private static final Map<Integer, String> ERRNO = Map.of(
            1, "operation not permitted",
            2, "no such file or directory",
            5, "input/output error",
            13, "permission denied",
            20, "not a directory",
            27, "file too large",
            28, "no space left on device",
            116, "stale file handle",
            122, "disk quota exceeded");

    private final List<String> secrets;
    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final Map<String, String> items = new LinkedHashMap<>();

    private final Retries retries;

    Stderr(List<String> secrets, Retries retries) {
        this.secrets = List.copyOf(secrets);
        this.retries = retries;
    }

    synchronized void line(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8).strip();
        // Terminal codes that clear a line, and blank lines, say nothing.
        line = line.replace("\u001b[2K", "");
        if (line.isEmpty()) {
            return;
        }
        retries.line(line, System.nanoTime());
        if (line.startsWith("{")) {
            json(line);
        } else if (line.startsWith(IGNORING)) {
            int colon = line.indexOf(": ", IGNORING.length());
            if (colon > 0) {
                item(line.substring(IGNORING.length(), colon), line.substring(colon + 2));
            }
            keep(line);
        } else {
            keep(line);
        }
    }

    private void json(String line) {
        JsonNode node;
        try {
            node = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            keep(line);
            return;
        }
        String message = node.path("message").asText("");
        JsonNode error = node.path("error");
        if (message.isEmpty()) {
            message = error.path("message").asText("");
        }
        if (message.isEmpty()) {
            String reason = ERRNO.getOrDefault(error.path("Err").asInt(), "cannot be read");
            message = (error.path("Op").asText("") + " " + error.path("Path").asText("") + ": " + reason).strip();
        }
        String item = node.path("item").asText("");
        if (!item.isEmpty()) {
            item(item, message);
        }
        message.lines().filter(text -> !text.isBlank()).forEach(this::keep);
    }

    private void item(String path, String reason) {
        if (items.size() < MOST_ITEMS) {
            items.putIfAbsent(path, scrub(reason));
        }
    }

    private void keep(String line) {
        String text = scrub(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
        if (first.size() < FIRST_LINES) {
            first.add(text);
            return;
        }
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(text);
    }

    private String scrub(String text) {
        String scrubbed = text;
        for (String secret : secrets) {
            scrubbed = scrubbed.replace(secret, "***");
        }
        return scrubbed;
    }

    synchronized List<String> lines() {
        List<String> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }

    synchronized List<Unreadable> items() {
        return items.entrySet().stream()
                .map(entry -> new Unreadable(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What restic tried in vain, without secrets; empty while there is hope. */
    synchronized Optional<String> inVain() {
        return retries.inVain().map(this::scrub);
    }

    String tail() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
