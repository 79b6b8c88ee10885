package org.gardefou.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The evidence ledger. */
public final class Proof {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Stage stage;
    private final Hosted hosted;
    private final Api operator;

    Proof(Stage stage, Hosted hosted) {
        this.stage = stage;
        this.hosted = hosted;
        this.operator = stage.operator();
    }

    /** All that is in the ledger of the site, once these kinds are. */
    public List<JsonNode> entries(Set<String> kinds) {
        String path = "/terms/v1/evidence?site=" + hosted.site();
        List<JsonNode> entries = Waiting.until(
                "evidence of " + kinds,
                LIMIT,
                () -> Optional.of(operator.list(path))
                        .filter(found -> kinds(found).containsAll(kinds)),
                () -> "evidence of " + kinds(operator.list(path)));
        Map<String, Integer> counted = new LinkedHashMap<>();
        entries.forEach(entry -> counted.merge(entry.path("kind").asText(), 1, Integer::sum));
        stage.chronicle()
                .tell(
                        operator.get(path + "&limit=1"),
                        entries.size() + " entries for this site: "
                                + counted.entrySet().stream()
                                        .map(kind ->
                                                kind.getKey() + (kind.getValue() > 1 ? " ×" + kind.getValue() : ""))
                                        .collect(Collectors.joining(", ")));
        return entries;
    }

    /** Whether the chain holds. */
    public JsonNode verification() {
        Answer answer = operator.get("/terms/v1/evidence/verification");
        stage.chronicle()
                .tell(
                        answer,
                        (answer.json().path("sound").asBoolean() ? "the chain holds" : "THE CHAIN IS BROKEN") + ": "
                                + answer.json().path("entries").asLong() + " entries, head "
                                + answer.json().path("head").asText());
        return answer.json();
    }

    private static Set<String> kinds(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("kind").asText()).collect(Collectors.toSet());
    }
}
