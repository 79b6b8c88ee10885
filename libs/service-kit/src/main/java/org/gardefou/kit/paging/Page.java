package org.gardefou.kit.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The answer also carries {@code Link: <…>; rel="next"} (RFC 8288) while there is more.
 *
 * @param items the rows, in the order of the list
 * @param next the cursor of the page behind this one; absent on the last page
 */
public record Page<T>(
        List<T> items,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "The cursor of the next page; absent on the last page.",
                examples = "MDE5YTJiM2MtNGQ1ZS03ZjYwLTgxMjMtNDU2Nzg5YWJjZGVm")
        @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of a query that asked for {@link PageRequest#fetch()} rows: one more than the page holds, which tells
     * whether there is a next page without counting.
     *
     * @param cursor the cursor behind a row: its sort keys
     */
    public static <R> Page<R> of(List<R> rows, PageRequest request, Function<R, Cursor> cursor) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<R> shown = rows.subList(0, request.limit());
        return new Page<>(shown, cursor.apply(shown.getLast()).toString());
    }

    /** The same page with other items in it: entities become what is answered. */
    public <U> Page<U> map(Function<? super T, ? extends U> change) {
        return new Page<>(items.stream().<U>map(change).toList(), next);
    }
}
