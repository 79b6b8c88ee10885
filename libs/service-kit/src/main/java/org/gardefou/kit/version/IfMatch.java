package org.gardefou.kit.version;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.HeaderParam;
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
     * Refuses the update unless the client has seen the present version. Call it inside the transaction, after loading;
     * the {@code @Version} column still guards what happens between this and the commit.
     *
     * @throws HttpProblem 428 without the header (RFC 6585, section 3), 400 when it cannot be read, 412 when it names
     *     another version, or a weak tag (RFC 9110, section 13.1.1)
     */
    public void check(long version) {
        if (header == null || header.isBlank()) {
            throw Problems.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Read the resource first, then send its ETag in the If-Match header.");
        }
        EntityTags wanted = EntityTags.parse(header)
                .orElseThrow(() -> Problems.badParameter("If-Match", "the ETag as it was read, in its quotes, or *"));
        if (!wanted.matchesStrongly(Long.toString(version))) {
            throw Problems.builder(
                            ProblemType.PRECONDITION_FAILED,
                            "The resource is not the version that If-Match names. Read it again, decide anew, and send the new ETag.")
                    .withHeader("ETag", "\"" + version + "\"")
                    .build();
        }
    }
}
