package org.gardefou.kit.paging;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The query parameters of every list: take it as {@code @BeanParam PageParams page} and call {@link #request()}. */
public class PageParams {

    /** A screenful: small enough to be answered at once, large enough that most lists are one page. */
    static final int DEFAULT = 50;

    /** What one page may hold: a few hundred kilobytes of JSON at most. */
    static final int MOST = 200;

    @Parameter(
            name = "cursor",
            description =
                    "Where the page starts: the `next` of the page before, as it stands. Left out, the first page.")
    @QueryParam("cursor")
    @Nullable String cursor;

    @Parameter(
            name = "limit",
            description = "How many items the page holds at most: 1 to 200, 50 when left out.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            format = "int32",
                            minimum = "1",
                            maximum = "200",
                            defaultValue = "50"))
    @QueryParam("limit")
    @Nullable String limit;

    /** For the framework. */
    public PageParams() {}

    /**
     * What was asked for.
     *
     * @throws HttpProblem 400 when the limit is not 1 to 200, or the cursor not one of ours
     */
    public PageRequest request() {
        return new PageRequest(size(), Optional.ofNullable(cursor).map(Cursor::parse));
    }

    private int size() {
        if (limit == null) {
            return DEFAULT;
        }
        // Four digits are more than any limit that is allowed, and fewer than could overflow.
        int wanted = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MOST) {
            throw Problems.of(
                    ProblemType.BAD_LIMIT,
                    "The limit must be a whole number from 1 to %d; leave it out for %d.".formatted(MOST, DEFAULT));
        }
        return wanted;
    }
}
