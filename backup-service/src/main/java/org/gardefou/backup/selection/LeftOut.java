package org.gardefou.backup.selection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a restore point does not hold on purpose. Patterns are relative to the site's root.
 *
 * @param exclude what somebody chose to leave out: a restore takes it over from the live site
 * @param rebuilt what the site makes anew by itself: a restore leaves it empty, since what is in it was made from the state that is left behind
 * @param absent folders that were asked for and were not there
 */
@Schema(name = "LeftOut")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LeftOut(
        @Schema(
                description = "What somebody chose to leave out; a restore takes it over from the live site.",
                examples = "[\"htdocs/videos\"]")
        List<String> exclude,

        @Schema(
                description = "What the site makes anew by itself; a restore leaves it empty.",
                examples = "[\"htdocs/wp-content/cache/*\"]")
        List<String> rebuilt,

        @Schema(description = "Folders that were asked for and were not there.", examples = "[\"private\"]")
        List<String> absent) {

    public LeftOut(@Nullable List<String> exclude, @Nullable List<String> rebuilt, @Nullable List<String> absent) {
        this.exclude = exclude == null ? List.of() : List.copyOf(exclude);
        this.rebuilt = rebuilt == null ? List.of() : List.copyOf(rebuilt);
        this.absent = absent == null ? List.of() : List.copyOf(absent);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return exclude.isEmpty() && rebuilt.isEmpty() && absent.isEmpty();
    }
}
