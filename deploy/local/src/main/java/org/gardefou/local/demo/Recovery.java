package org.gardefou.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The way back: advice, a restore, its end. */
public final class Recovery {

    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final Set<String> ENDED = Set.of("COMPLETED", "ROLLED_BACK", "FAILED", "CANCELLED");

    private final Stage stage;
    private final Hosted hosted;
    private final Api customer;
    private final String locale;

    Recovery(Stage stage, Hosted hosted, String locale) {
        this.stage = stage;
        this.hosted = hosted;
        this.customer = stage.customer(hosted.customer());
        this.locale = locale;
    }

    /**
     * Which restore points there are, best first.
     *
     * @param reason the code of the reason that is awaited for the first: the service hears of a diagnosis from the bus,
     *     a moment after the customer has read it
     */
    public JsonNode advice(String reason) {
        String path = "/restores/v1/advice?site=" + hosted.site();
        Answer answer = Waiting.until(
                "advice for the reason " + reason,
                LIMIT,
                () -> Optional.of(customer.get(path))
                        .filter(found ->
                                reason.equals(reasonOf(found).path("code").asText())),
                () -> customer.get(path).text());
        stage.chronicle()
                .tell(
                        answer,
                        "the best restore point: "
                                + reasonOf(answer).path("text").path(locale).asText());
        for (JsonNode option : answer.json().path("options")) {
            stage.chronicle()
                    .tell("       " + (option.path("recommended").asBoolean() ? "recommended: " : "")
                            + option.path("takenAt").asText() + ", "
                            + option.path("reasons").path(0).path("code").asText());
        }
        return answer.json();
    }

    private static JsonNode reasonOf(Answer advice) {
        return advice.json().path("options").path(0).path("reasons").path(0);
    }

    /** What a restore of all of the site would change. */
    public JsonNode dryRun(UUID restorePoint) {
        Answer told = customer.post(
                        "/restores/v1/restores/dry-run", Map.of("site", hosted.site(), "restorePoint", restorePoint))
                .expect(200);
        JsonNode files = told.json().path("files");
        stage.chronicle()
                .tell(
                        told,
                        "the restore would replace " + files.path("replaced").path("count") + " files, remove "
                                + files.path("removed").path("count") + " and keep "
                                + files.path("carriedOver").path("count") + " newer uploads");
        return told.json();
    }

    /** Asks for a restore, knowing what the advice says of that restore point; its id. */
    public UUID ask(UUID restorePoint) {
        Answer asked = customer.post(
                        "/restores/v1/restores",
                        Map.of("site", hosted.site(), "restorePoint", restorePoint, "confirm", true))
                .expect(202);
        stage.chronicle().tell(asked, "the customer asks for that restore point");
        return asked.id();
    }

    /** A restore when it has ended, whatever its end is; its steps are told as they come. */
    public JsonNode ended(UUID restore) {
        String path = "/restores/v1/restores/" + restore;
        String[] last = {""};
        Answer answer = Waiting.until(
                "the end of the restore " + restore,
                LIMIT,
                () -> {
                    Answer now = customer.get(path);
                    String state = now.json().path("state").asText();
                    if (!state.equals(last[0])) {
                        last[0] = state;
                        stage.chronicle().tell(now, state);
                    }
                    return ENDED.contains(state) ? Optional.of(now) : Optional.empty();
                },
                () -> customer.get(path).text());
        return answer.json();
    }

    /** A restore as it stands. */
    public JsonNode now(UUID restore) {
        return customer.get("/restores/v1/restores/" + restore).json();
    }

    /** Asks and waits. */
    public JsonNode restore(UUID restorePoint) {
        return ended(ask(restorePoint));
    }
}
