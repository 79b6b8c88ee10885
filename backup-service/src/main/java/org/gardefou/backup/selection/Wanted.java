package org.gardefou.backup.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which files somebody wants to be backed up. */
@Schema(name = "WantedFiles")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Wanted(
        @Nullable @Schema(
                description =
                        "More folders or files below the site's root, beside the document root; plain paths without wildcards. A restore of the site leaves them as they are: take their files from the restore point by hand.",
                examples = "[\"private/config\"]")
        List<String> include,

        @Nullable @Schema(
                description =
                        "What is left out, relative to the site's root: `*` for any characters of one name, `?` for one, `**` as a whole name for any number of folders, a backslash in front of `*`, `?` or a backslash for itself. What a pattern matches is left out with all that is in it.",
                examples = "[\"htdocs/videos\", \"htdocs/**/*.iso\"]")
        List<String> exclude,

        @Nullable @Schema(
                description =
                        "Whether the hoster's usual patterns of what a site makes anew by itself (caches, sessions) are left out too; left out: yes.",
                examples = "true")
        Boolean usual) {

    /** What holds for a site of which nobody said anything. */
    static final Wanted NOTHING_SAID = new Wanted(null, null, null);

    public List<String> included() {
        return include == null ? List.of() : include;
    }

    public List<String> excluded() {
        return exclude == null ? List.of() : exclude;
    }

    boolean withUsual() {
        return usual == null || usual;
    }
}
