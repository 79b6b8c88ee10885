package org.gardefou.terms.legalcentre;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.change.Why;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a version changes in one topic, in plain words. Who declared it among staff is not the public's.
 *
 * @param title null: the topic is no clause of either version
 * @param says what the class of the change asks for, by the law
 * @param source the article
 */
@Schema(name = "PublicChange")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlainChange(
        @Schema(examples = "C11") String topic,
        @Nullable Name title,
        ChangeClass changeClass,
        List<Text> reasons,

        @Schema(implementation = String.class, examples = "P1M")
        Period notice,

        @Nullable @Schema(examples = "30") Integer exitDays,
        Text says,
        Text source) {

    static List<PlainChange> of(PublishedTerms.Effect effect) {
        Verdict verdict = effect.verdict();
        return verdict == null
                ? List.of()
                : verdict.changes().stream()
                        .map(judged -> of(judged, effect.titles()))
                        .toList();
    }

    private static PlainChange of(Verdict.Judged judged, Map<String, Name> titles) {
        String topic = judged.change().topic();
        return new PlainChange(
                topic,
                titles.get(topic),
                judged.change().changeClass(),
                judged.change().why().stream().map(Why::says).toList(),
                judged.notice(),
                judged.exitDays(),
                judged.says(),
                judged.source());
    }
}
