package org.gardefou.terms.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the other services say happened into the ledger: from each event the ids, enums and times that are named here,
 * and nothing else. Before the other listeners, so that a fact stands before what followed from it.
 */
@ApplicationScoped
@Priority(100)
class BusEvidence implements Listener {

    private static final String PREFIX = "org.gardefou.";
    private static final int VERSION = ".v1".length();

    private static final Map<String, List<String>> KEPT = kept();

    private final Ledger ledger;

    BusEvidence(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(KEPT.keySet(), JsonNode.class, this::keep);
    }

    private void keep(BusEvent<JsonNode> event) {
        String kind = event.type().substring(PREFIX.length(), event.type().length() - VERSION);
        ledger.append(fact(kind, event));
    }

    /** Whether events of this kind are kept. */
    static boolean keeps(String kind) {
        return KEPT.containsKey(kind);
    }

    /** The fact of an event; only what is named for its kind gets in. */
    static Fact fact(String kind, BusEvent<JsonNode> event) {
        Map<String, Object> data = new TreeMap<>();
        data.put("event", event.id());
        for (String path : KEPT.getOrDefault(kind, List.of())) {
            JsonNode value = event.data().at("/" + path.replace('.', '/'));
            if (value.isValueNode() && !value.isNull()) data.put(path, value);
        }
        return new Fact(kind, event.time(), id(event.data(), "site"), id(event.data(), "customer"), data);
    }

    private static @Nullable UUID id(JsonNode data, String field) {
        JsonNode value = data.path(field);
        return value.isTextual() ? UUID.fromString(value.textValue()) : null;
    }

    private static Map<String, List<String>> kept() {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String type : List.of("site.registered", "site.moved")) kept.put(type, List.of("server", "connection"));
        kept.put("site.removed", List.of());
        for (String type : List.of(
                "dns-changed",
                "plugin-installed",
                "plugin-updated",
                "plugin-activated",
                "plugin-removed",
                "theme-changed",
                "cms-updated",
                "files-changed",
                "database-changed",
                "php-changed",
                "mail-changed",
                "tls-changed",
                "settings-changed"))
            kept.put("site." + type, List.of("change", "actor.kind", "object.kind", "happenedAt", "receivedAt"));
        kept.put(
                "backup.completed",
                List.of("backup", "restorePoint", "reason.kind", "reason.change", "reason.restore"));
        kept.put("backup.failed", List.of("backup", "code", "reason.kind", "reason.change", "reason.restore"));
        kept.put("backup.overdue", List.of("lastGood.restorePoint", "dueSince"));
        kept.put(
                "restore-point.created",
                List.of(
                        "restorePoint",
                        "backup",
                        "snapshot",
                        "takenAt",
                        "reason.kind",
                        "reason.change",
                        "reason.restore"));
        kept.put("restore-point.expired", List.of("restorePoint"));
        kept.put("restore-point.corrupted", List.of("restorePoint", "cause"));
        kept.put("restore-point.verified", List.of("restorePoint", "state", "score"));
        kept.put("repository.erased", List.of("erasure", "certificate"));
        kept.put(
                "site.diagnosed",
                List.of(
                        "diagnosis",
                        "health",
                        "party",
                        "confidence",
                        "cause.signature",
                        "change.change",
                        "reason.kind",
                        "reason.restore",
                        "reason.during"));
        for (String type : List.of("site.down", "site.up")) kept.put(type, List.of("diagnosis"));
        kept.put("case.opened", List.of("case", "diagnosis", "assessment", "coverage"));
        kept.put("case.resolved", List.of("case", "how", "restore"));
        kept.put("coverage.decided", List.of("decision", "case", "assessment", "outcome", "ruleSet"));
        for (String type : List.of("offered", "accepted", "declined", "expired"))
            kept.put("quote." + type, List.of("quote", "case"));
        kept.put("sla.breached", List.of("case", "clock", "target", "startedAt", "dueAt", "promise"));
        kept.put("sla.met", List.of("case", "clock", "target", "startedAt"));
        kept.put(
                "restore.proposed",
                List.of(
                        "proposal",
                        "case",
                        "restorePoint",
                        "selection.scope",
                        "shown.sha256",
                        "shown.at",
                        "proposedBy.role",
                        "expiresAt"));
        kept.put(
                "restore.proposal-confirmed",
                List.of(
                        "proposal",
                        "case",
                        "restore",
                        "restorePoint",
                        "selection.scope",
                        "shown.sha256",
                        "shown.at",
                        "confirmedBy.role",
                        "withinContract.contract",
                        "withinContract.clause",
                        "withinContract.termsVersion"));
        kept.put("restore.proposal-ended", List.of("proposal", "case", "how", "endedBy.role"));
        kept.put("restore.requested", List.of("restore", "restorePoint", "selection.scope", "requestedBy.role"));
        kept.put("restore.started", List.of("restore", "restorePoint", "selection.scope", "safetyRestorePoint"));
        kept.put("restore.switched", List.of("restore", "restorePoint", "selection.scope"));
        kept.put(
                "restore.completed",
                List.of("restore", "restorePoint", "selection.scope", "safetyRestorePoint", "health", "diagnosis"));
        kept.put("restore.rolled-back", List.of("restore", "restorePoint", "selection.scope", "code", "diagnosis"));
        kept.put("restore.drilled", List.of("drill", "restorePoint", "outcome", "fault", "code", "recovery"));
        kept.put("restore.failed", List.of("restore", "restorePoint", "selection.scope", "step", "code"));
        return Map.copyOf(kept);
    }
}
