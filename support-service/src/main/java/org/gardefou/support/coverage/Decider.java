package org.gardefou.support.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.support.contract.HostedSite;

/** Freezes the facts, applies the rules, keeps the decision and tells it. */
@ApplicationScoped
public class Decider {

    private final CoverageDecisions decisions;
    private final RuleBook rules;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Decider(CoverageDecisions decisions, RuleBook rules, Outbox outbox, ObjectMapper json, Clock clock) {
        this.decisions = decisions;
        this.rules = rules;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Decides for a case inside the caller's transaction. The same facts and owner as last time give the decision that is there, not
     * another one.
     */
    public CoverageDecision decide(UUID caseId, HostedSite site, CoverageFacts facts) {
        String hash = hash(facts);
        Optional<CoverageDecision> before = decisions.current(caseId);
        Optional<CoverageDecision> same =
                before.filter(decision -> decision.factsSha256().equals(hash) && decision.belongsToOwnerOf(site));
        if (same.isPresent()) return same.get();
        CoverageDecision decision = new CoverageDecision(
                Ids.next(),
                caseId,
                site,
                facts,
                hash,
                rules.now(),
                before.map(CoverageDecision::id).orElse(null),
                clock.instant());
        decisions.persist(decision);
        outbox.add(Event.of("gardefou.cases", "coverage.decided", site.site(), CoverageTold.of(decision)));
        return decision;
    }

    /** The decision that counts for a case. */
    public Optional<CoverageDecision> current(UUID caseId) {
        return decisions.current(caseId);
    }

    private String hash(CoverageFacts facts) {
        try {
            byte[] canonical = new JsonCanonicalizer(json.writeValueAsString(facts)).getEncodedUTF8();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Coverage facts cannot be made canonical", e);
        }
    }
}
