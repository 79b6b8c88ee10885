package org.gardefou.backup.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.access.apart.Marker;
import org.gardefou.access.apart.PageLook;
import org.jspecify.annotations.Nullable;

/**
 * What a verification saw, as far as its step sees anything.
 *
 * @param part of the repository's data, as in 2/4
 * @param packs of the repository that are damaged
 * @param files restored
 * @param tables loaded, with as many rows as the dump has
 * @param likeBefore how much of the last good front page's text was there again, in percent
 * @param log the first line of PHP's log that tells of a fatal error
 */
@Schema(name = "VerificationSeen")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Seen(
        @Nullable @Schema(examples = "2/4") String part,
        @Nullable List<String> packs,
        @Nullable @Schema(examples = "3086") Long files,
        @Nullable @Schema(examples = "12") Integer tables,
        @Nullable @Schema(examples = "431") Long rows,
        @Nullable List<PageSeen> pages,
        @Nullable @Schema(examples = "98") Integer likeBefore,
        @Nullable String log) {

    /**
     * One page.
     *
     * @param status of HTTP; 0: no answer
     * @param length of the body in bytes
     */
    @Schema(name = "PageSeen")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageSeen(
            @Schema(examples = "/") String path,
            @Schema(examples = "200") int status,
            @Schema(examples = "40607") long length,

            @Nullable @Schema(examples = "Boutique", description = "For the hoster's staff only.")
            String title) {

        static PageSeen of(PageLook look) {
            String title = Marker.titleOf(look.body());
            return new PageSeen(look.path(), look.status(), look.length(), title.isEmpty() ? null : title);
        }

        PageSeen untitled() {
            return new PageSeen(path, status, length, null);
        }
    }

    static Seen nothing() {
        return new Seen(null, null, null, null, null, null, null, null);
    }

    static Seen ofPart(int part, int parts, List<String> packs) {
        return new Seen(part + "/" + parts, packs.isEmpty() ? null : packs, null, null, null, null, null, null);
    }

    /** The same for those who may not see what may name files and people: the site's own words are not ours to pass on. */
    Seen withoutItsWords() {
        List<PageSeen> plain =
                pages == null ? null : pages.stream().map(PageSeen::untitled).toList();
        return new Seen(part, packs, files, tables, rows, plain, likeBefore, null);
    }
}
