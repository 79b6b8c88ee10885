package org.gardefou.restore.saga;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.gardefou.kit.job.Job;

/**
 * Removes what an ended restore left beside its site, where its own run could not, or kept for long enough. A run of its own, tried again ever
 * more rarely: the site's server may be gone for good, and who waits for that must keep nobody else waiting.
 */
@ApplicationScoped
class RestoreTidying implements Job {

    private final Journal journal;
    private final Steps steps;
    private final Clock clock;

    RestoreTidying(Journal journal, Steps steps, Clock clock) {
        this.journal = journal;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "restore-tidying";
    }

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public void run(String text) throws IOException {
        UUID id = UUID.fromString(text);
        if (journal.read(id, one -> one.toTidy(clock.instant()))) steps.tidy(id);
    }
}
