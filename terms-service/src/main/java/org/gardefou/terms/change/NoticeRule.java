package org.gardefou.terms.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What the law asks for a change of a class towards some readers.
 *
 * @param id stable: what was published names it
 * @param needs what the terms that were agreed to must declare for it to apply; null: nothing
 * @param notice from the announcement to a customer until the change binds them
 * @param exitDays how long they may leave at no cost, from the announcement or the change, whichever is later; null: they may not
 * @param source the article it follows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "NoticeRule")
public record NoticeRule(
        @Schema(examples = "CHG-ADVERSE-B2C") String id,
        Set<Audience> audiences,
        Set<ChangeClass> classes,
        @Nullable Right needs,

        @Schema(implementation = String.class, examples = "P1M")
        Period notice,

        Consent consent,
        @Nullable @Schema(examples = "30") Integer exitDays,
        Text source,
        Text says) {

    /** Something that the terms give one of the parties: an effect of this kind with all these traits. */
    @Schema(name = "ContractualRight")
    public record Right(Effect.Kind kind, Set<Effect.Trait> has) {

        boolean isGivenBy(List<Effect> effects) {
            return effects.stream()
                    .anyMatch(effect -> effect.kind() == kind && effect.traits().containsAll(has));
        }
    }

    boolean appliesTo(Audience readers, ChangeClass changeClass, List<Effect> agreed) {
        return audiences.contains(readers)
                && classes.contains(changeClass)
                && (needs == null || needs.isGivenBy(agreed));
    }
}
