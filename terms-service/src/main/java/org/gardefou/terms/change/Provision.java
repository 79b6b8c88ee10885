package org.gardefou.terms.change;

import java.util.List;
import java.util.UUID;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;

/**
 * What a version says on one topic.
 *
 * @param clause whose words they are
 * @param text as it was written, with its placeholders
 * @param shown as the customer reads it, filled from the promises
 * @param effects as its author declared them
 */
public record Provision(UUID clause, String code, Name title, Text text, Text shown, List<Effect> effects) {

    public Provision {
        effects = List.copyOf(effects);
    }

    /** What a clause says, once it is filled. */
    public static Provision of(Clause clause, Text shown) {
        return new Provision(clause.id(), clause.code(), clause.title(), clause.text(), shown, clause.effects());
    }
}
