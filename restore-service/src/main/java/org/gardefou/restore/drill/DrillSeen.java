package org.gardefou.restore.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.access.apart.PageLook;
import org.jspecify.annotations.Nullable;

/**
 * What a drill saw, as far as it came.
 *
 * @param files restored
 * @param bytes of them, dumps included
 * @param tables loaded
 * @param rows counted, of tables of which it is known how many there should be
 * @param log the first line of PHP's log that tells of a fatal error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DrillSeen")
record DrillSeen(
        @Nullable @Schema(examples = "3086") Long files,
        @Nullable @Schema(examples = "68157440") Long bytes,
        @Nullable @Schema(examples = "12") Integer tables,
        @Nullable @Schema(examples = "431") Long rows,
        @Nullable List<PageSeen> pages,

        @Schema(description = "For the hoster's staff only.") @Nullable String log) {

    static final DrillSeen NOTHING = new DrillSeen(null, null, null, null, null, null);

    /**
     * One page.
     *
     * @param status of HTTP; 0: no answer
     * @param length of the body in bytes
     */
    @Schema(name = "DrillPage")
    record PageSeen(
            @Schema(examples = "/") String path,
            @Schema(examples = "200") int status,
            @Schema(examples = "40607") long length) {

        static PageSeen of(PageLook look) {
            return new PageSeen(look.path(), look.status(), look.length());
        }
    }

    /** The same for those who may not see what may name files and people. */
    DrillSeen withoutLog() {
        return new DrillSeen(files, bytes, tables, rows, pages, null);
    }
}
