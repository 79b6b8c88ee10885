package org.gardefou.kit.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Work that somebody waits for. */
@ApplicationScoped
class PromptWork implements Job {

    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "test-prompt-work";
    }

    @Override
    public Lane lane() {
        return Lane.PROMPT;
    }

    @Override
    public void run(String id) {
        ended.add(id);
    }

    List<String> ended() {
        return ended;
    }
}
