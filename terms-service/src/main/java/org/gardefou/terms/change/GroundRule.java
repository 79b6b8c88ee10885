package org.gardefou.terms.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Period;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * How a ground shortens the notice of a change.
 *
 * @param topics only for these; null: for all
 * @param classes only changes of these classes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "GroundRule")
public record GroundRule(
        Ground ground,
        @Nullable Set<String> topics,
        Set<ChangeClass> classes,

        @Schema(implementation = String.class, examples = "P0D")
        Period notice,

        Text source,
        Text says) {

    boolean covers(TopicChange change) {
        return classes.contains(change.changeClass()) && (topics == null || topics.contains(change.topic()));
    }
}
