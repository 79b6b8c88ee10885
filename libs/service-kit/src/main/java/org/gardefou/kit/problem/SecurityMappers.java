package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * For requests without a valid token. The extension's own mappers for these two read a field that Quarkus no longer has
 * (seen with 3.21.0 on 3.34.1), so these stand before them.
 */
class SecurityMappers {

    /** Lower is earlier; the extension's are at 4999. */
    private static final int FIRST = 1;

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = FIRST)
    public Response unauthorized(UnauthorizedException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = FIRST)
    public Response failed(AuthenticationFailedException failure) {
        return answer(failure);
    }

    private static Response answer(Exception failure) {
        HttpProblem problem = HttpProblem.builder().withStatus(401).build();
        String path = CurrentRequest.path().orElse("/");
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, path))
                .toResponse();
    }
}
