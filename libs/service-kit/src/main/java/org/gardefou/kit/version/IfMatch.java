package org.gardefou.kit.version;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.HeaderParam;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The version that a client means to change: take it as {@code @BeanParam IfMatch ifMatch} on every update. */
public class IfMatch {

    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description =
                    "The `ETag` of the version that is to be changed, as it was read; `*` for whichever there is.",
            example = "*")
    @HeaderParam("If-Match")
    @Nullable String header;

    /** For the framework. */
    public IfMatch() {}

    IfMatch(@Nullable String header) {
        this.header = header;
    }

    /**
     * Refuses the update of an entity unless the client has seen its present version. Call it inside the transaction, after
     * loading and before any change; the {@code @Version} column still guards what happens between this and the commit.
     *
     * <p>Who sends {@code *} means whichever version there is, so another update at the same moment is no reason to refuse:
     * the row is then read again and locked, and the two follow one another.
     *
     * @throws HttpProblem as {@link #check(long)}, and 412 when the resource is gone by now
     */
    public <T> void check(T entity, ToLongFunction<? super T> version) {
        EntityTags wanted = wanted();
        if (!wanted.any()) {
            require(wanted, version.applyAsLong(entity));
            return;
        }
        try {
            Panache.getEntityManager().refresh(entity, LockModeType.PESSIMISTIC_WRITE);
        } catch (EntityNotFoundException e) {
            throw Problems.of(
                    ProblemType.PRECONDITION_FAILED,
                    "The resource was removed at the same moment: there is no version of it any more.");
        }
    }

    /**
     * Refuses the update unless the client has seen the present version, of what is locked already.
     *
     * @throws HttpProblem 428 without the header (RFC 6585, section 3), 400 when it cannot be read, 412 when it names
     *     another version, or a weak tag (RFC 9110, section 13.1.1)
     */
    public void check(long version) {
        require(wanted(), version);
    }

    private EntityTags wanted() {
        if (header == null || header.isBlank()) {
            throw Problems.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Read the resource first, then send its ETag in the If-Match header.");
        }
        return EntityTags.parse(header)
                .orElseThrow(() -> Problems.badParameter("If-Match", "the ETag as it was read, in its quotes, or *"));
    }

    private static void require(EntityTags wanted, long version) {
        if (!wanted.matchesStrongly(Long.toString(version))) {
            throw Problems.builder(
                            ProblemType.PRECONDITION_FAILED,
                            "The resource is not the version that If-Match names. Read it again, decide anew, and send the new ETag.")
                    .withHeader("ETag", "\"" + version + "\"")
                    .build();
        }
    }
}
