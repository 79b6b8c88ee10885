package org.gardefou.terms.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Effect;

/** What the law asks for each change; of the rules that apply the first decides. The table is {@code changes/notice.json}. */
@Schema(name = "ChangeRules")
public record NoticeTable(List<NoticeRule> rules, List<GroundRule> grounds) {

    static NoticeTable read(ObjectMapper json) {
        return Tables.read(json, "notice.json", NoticeTable.class);
    }

    /** @param agreed the effects of the terms that the customers agreed to */
    NoticeRule rule(Audience readers, ChangeClass changeClass, List<Effect> agreed) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(readers, changeClass, agreed))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No rule says what a change that is %s asks for towards %s".formatted(changeClass, readers)));
    }

    GroundRule ground(Ground ground) {
        return grounds.stream()
                .filter(rule -> rule.ground() == ground)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No rule says what the ground %s shortens".formatted(ground)));
    }
}
