package org.gardefou.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Reads a request's body within its limit, and turns what the JSON reader says into a problem of the client.
 *
 * <p>This is done where the body is read, because the same exceptions out of our own code (a stored document, another
 * service's answer) are no fault of the client.
 */
@Provider
class BodyReading implements ReaderInterceptor {

    private final BodyLimit limit;

    BodyReading(BodyLimit limit) {
        this.limit = limit;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new BoundedBody(context.getInputStream(), limit.bytes()));
        Object body;
        try {
            body = context.proceed();
        } catch (JsonProcessingException e) {
            throw problem(e);
        } catch (WebApplicationException e) {
            throw e.getCause() instanceof JsonProcessingException json ? problem(json) : e;
        }
        if (body == null) {
            throw Problems.of(
                    ProblemType.MALFORMED_JSON, "The body is missing or null. Send the JSON object that is described.");
        }
        return body;
    }

    private static RuntimeException problem(JsonProcessingException failure) {
        // The body may have been cut by the limit inside the parser, which then reports the cut.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpProblem limited) {
                return limited;
            }
        }
        return JsonProblems.of(failure)
                .<RuntimeException>map(problem -> problem)
                .orElseGet(() -> new IllegalStateException("The type of a body cannot be read", failure));
    }
}
