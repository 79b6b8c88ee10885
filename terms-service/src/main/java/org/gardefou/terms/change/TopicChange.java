package org.gardefou.terms.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What changes in one topic, and how much that asks for.
 *
 * @param changeClass the strictest of what the metadata says and what was declared
 * @param why what differs; the class by the metadata is the strictest of them
 * @param numbersDiffer whether the words name other quantities while nothing declared says what that does: somebody must say so by name
 * @param declared what staff declared; null: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TopicChange")
public record TopicChange(
        @Schema(examples = "C11") String topic,
        @Schema(examples = "ADVERSE") ChangeClass changeClass,
        List<Why> why,
        boolean numbersDiffer,
        @Nullable Declaration declared) {

    /**
     * What staff says of a change: never less than the metadata shows.
     *
     * @param name who takes it on themselves
     */
    @Schema(name = "ChangeDeclaration")
    public record Declaration(ChangeClass changeClass, String name, String reason) {}

    static TopicChange of(String topic, List<Why> why, boolean numbersDiffer) {
        ChangeClass strictest = ChangeClass.strictest(why.stream().map(Why::changeClass));
        // What is adverse already asks for all that other numbers could ask for.
        return new TopicChange(topic, strictest, why, numbersDiffer && !strictest.isAtLeast(ChangeClass.ADVERSE), null);
    }

    TopicChange declared(Declaration by) {
        return new TopicChange(topic, by.changeClass, why, numbersDiffer, by);
    }
}
