package org.gardefou.terms.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.plan.Promises;

/** A plan as it stands in a published version: whoever accepts the version accepts these promises, whatever becomes of the plan. */
public record Offer(UUID id, String code, Level level, Name name, Promises promises) {

    static Offer of(Plan plan) {
        return new Offer(plan.id(), plan.code(), plan.level(), plan.name(), plan.promises());
    }

    /** What a published version offers, read from the very text that its hash is of. */
    public static Offer in(Edition published, ObjectMapper json) {
        String canonical = published.canonical();
        if (canonical == null) throw new IllegalStateException("Version " + published.id() + " is a draft");
        try {
            return json.treeToValue(json.readTree(canonical).path("plan"), Offer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Version " + published.id() + " does not say which plan it offers", e);
        }
    }
}
