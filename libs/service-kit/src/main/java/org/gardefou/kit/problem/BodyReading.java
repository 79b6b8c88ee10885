package org.gardefou.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.gardefou.kit.json.RequestText;

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
        long most = limit.bytes(context.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
        BoundedBody bounded = new BoundedBody(context.getInputStream(), most);
        context.setInputStream(bounded);
        Object body;
        try {
            body = RequestText.inARequest(context::proceed);
        } catch (Exception e) {
            throw problem(e, bounded, most);
        }
        if (body == null) {
            throw Problems.of(
                    ProblemType.MALFORMED_JSON, "The body is missing or null. Send the JSON object that is described.");
        }
        return body;
    }

    private RuntimeException problem(Exception failure, BoundedBody body, long most) {
        if (body.exceeded()) {
            CurrentRequest.context()
                    .map(request -> request.unwrap(RoutingContext.class))
                    .ifPresent(Lingering::closeAfter);
            return BodyLimit.exceeded(most);
        }
        if (failure instanceof JsonProcessingException json) {
            return problem(json);
        }
        if (failure instanceof WebApplicationException e && e.getCause() instanceof JsonProcessingException json) {
            return problem(json);
        }
        return failure instanceof RuntimeException same
                ? same
                // The client went away, or stopped sending.
                : ProblemCatalogue.byStatus(ProblemType.TIMEOUT.status());
    }

    private static RuntimeException problem(JsonProcessingException failure) {
        return JsonProblems.of(failure)
                .<RuntimeException>map(problem -> problem)
                .orElseGet(() -> new IllegalStateException("The type of a body cannot be read", failure));
    }
}
