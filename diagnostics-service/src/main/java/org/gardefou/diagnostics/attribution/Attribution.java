package org.gardefou.diagnostics.attribution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What broke the site, as far as can be told.
 *
 * @param cause the finding that shows it best; null when there is none
 * @param change the change it follows; null when none fits
 * @param confidence 0 to 1
 */
public record Attribution(
        @Nullable Finding cause, @Nullable Change change, Party party, double confidence, List<Evidence> evidence) {

    public Attribution {
        evidence = List.copyOf(evidence);
    }

    /** Whose part it is. */
    public enum Party {
        CUSTOMER_CHANGE,
        THIRD_PARTY,
        PLATFORM,
        UNDETERMINED
    }

    /**
     * Something that weighed.
     *
     * @param kind SIGNATURE, SAME_PATH, SAME_KIND, TIME_ONLY, TIME, ACTOR, NO_CHANGE_KNOWN
     * @param weight what it added
     */
    public record Evidence(String kind, double weight, String ref) {}
}
