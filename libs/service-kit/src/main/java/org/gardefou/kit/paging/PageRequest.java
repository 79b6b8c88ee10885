package org.gardefou.kit.paging;

import java.util.Optional;

/**
 * Which page is wanted.
 *
 * @param limit how many rows at most, 1 to {@value PageParams#MOST}
 * @param after behind which row; empty for the first page
 */
public record PageRequest(int limit, Optional<Cursor> after) {

    /** How many rows the query must ask for, so that {@link Page#of} knows whether there are more. */
    public int fetch() {
        return limit + 1;
    }
}
