package org.gardefou.restore.staging;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.CopyPreparation.Copied;
import org.jspecify.annotations.Nullable;

/** Tells the bus of copies, in the transaction of what is told: whoever serves the sites serves them too. No password is told. */
@ApplicationScoped
class StagingTold {

    private static final String TOPIC = "gardefou.restores";

    private final Outbox outbox;

    StagingTold(Outbox outbox) {
        this.outbox = outbox;
    }

    record Ready(
            UUID copy,
            UUID site,
            UUID customer,
            UUID restorePoint,
            String address,
            String documentRoot,
            String passwordFile,
            String owner,
            Instant expiresAt,
            Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ended(
            UUID copy,
            UUID site,
            UUID customer,
            String address,
            @Nullable String documentRoot,
            StagingEnd how,
            @Nullable FailureCode code,
            @Nullable Text text,
            Instant at) {}

    void ready(StagingCopy one) {
        Copied copied = Objects.requireNonNull(one.copied());
        tell(
                "staging-copy.ready",
                one,
                new Ready(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        one.address(),
                        copied.documentRoot(),
                        copied.passwordFile(),
                        Objects.requireNonNull(one.target()).owner(),
                        one.expiresAt(),
                        one.stateSince()));
    }

    void ended(StagingCopy one) {
        Copied copied = one.copied();
        Trouble trouble = one.trouble();
        tell(
                "staging-copy.ended",
                one,
                new Ended(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.address(),
                        copied == null ? null : copied.documentRoot(),
                        Objects.requireNonNull(one.end()),
                        trouble == null ? null : trouble.code(),
                        trouble == null ? null : trouble.text(),
                        one.stateSince()));
    }

    private void tell(String type, StagingCopy one, Object data) {
        outbox.add(Event.of(TOPIC, type, one.site(), data));
    }
}
