package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.support.language.Price;
import org.gardefou.support.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One way out of the trouble.
 *
 * @param href where the option is taken up: the restore advice, the guide; absent where choosing it is enough
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseOption(
        @Schema(examples = "RESTORE") Kind kind,
        boolean recommended,
        boolean free,
        Text text,
        @Nullable UUID restorePoint,
        @Nullable String guide,
        @Nullable Price price,
        @Nullable String href) {

    /** The same way out, recommended or not. */
    CaseOption recommended(boolean best) {
        return new CaseOption(kind, best, free, text, restorePoint, guide, price, href);
    }

    /** The kinds of way out, best first. */
    public enum Kind {
        /** Confirm the restore that our people have prepared. */
        GUIDED_RESTORE,
        /** Ours to repair, or part of the plan: nothing to do but wait. */
        INCLUDED_REPAIR,
        /** Go back to before the change. */
        RESTORE,
        /** Repair it by the guide. */
        GUIDE,
        /** Have it repaired, on a quote. */
        PAID_REPAIR,
        /** Have the site examined. */
        DIAGNOSIS
    }
}
