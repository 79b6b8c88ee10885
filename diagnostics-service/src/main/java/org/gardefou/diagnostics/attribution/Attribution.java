package org.gardefou.diagnostics.attribution;

import java.util.List;
import org.gardefou.diagnostics.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What broke the site, as far as can be told.
 *
 * @param cause the finding that shows it best; null when there is none
 * @param change the change it follows; null when none fits
 * @param confidence 0 to 1
 * @param settledBy what would settle whose part it is, for people; null where it is settled, or where nothing is wrong
 */
public record Attribution(
        @Nullable Finding cause,
        @Nullable Change change,
        Party party,
        double confidence,
        List<Evidence> evidence,
        @Nullable Text settledBy) {

    /** Nothing is wrong, or nothing can be said. */
    public static final Attribution NONE = new Attribution(null, null, Party.UNDETERMINED, 0, List.of(), null);

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
     * @param kind SIGNATURE, SAME_PATH, SAME_KIND, TIME_ONLY, TIME, ACTOR, NO_CHANGE_KNOWN; WITNESS says who speaks for a cause that is
     *     the platform's or is said to be
     * @param weight what it added
     */
    public record Evidence(String kind, double weight, String ref) {}
}
