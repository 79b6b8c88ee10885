package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;

/** A restore that has switched is always answered. */
@ApplicationScoped
class DiagnosisTriggers implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Switched(UUID restore, UUID site, Instant at) {}

    private final DiagnosisDesk desk;

    DiagnosisTriggers(DiagnosisDesk desk) {
        this.desk = desk;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore.switched", Switched.class, this::switched);
    }

    private void switched(BusEvent<Switched> event) {
        Switched told = event.data();
        desk.request(told.site(), DiagnosisReason.afterRestore(told.restore()), told.at());
    }
}
