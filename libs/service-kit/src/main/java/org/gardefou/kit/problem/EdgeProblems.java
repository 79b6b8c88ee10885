package org.gardefou.kit.problem;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Problems for what never reaches a resource: a body that is too large by its own word, a path that nothing serves, a
 * failure in the routing itself. Quarkus and Vert.x answer these without a body.
 *
 * <p>What is not HTTP at all Vert.x answers while it parses (400 without a body) and closes: no code of ours is asked. It
 * parses addresses and headers that are several times as long as {@link RequestHead} allows, so that these get an answer.
 */
@ApplicationScoped
class EdgeProblems {

    /** Before anything reads the address or the headers. */
    private static final int FIRST = 110;

    /** Before Quarkus' own check of the body's length, which is at -2 and answers without a body. */
    private static final int BEFORE_LENGTH_CHECK = 100;

    /** After it, and before the resources. */
    private static final int AFTER_LENGTH_CHECK = 1;

    private static final List<Integer> ANSWERED_EMPTY =
            List.of(400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 431, 500, 501, 503);

    private final BodyLimit limit;

    EdgeProblems(BodyLimit limit) {
        this.limit = limit;
    }

    void filters(@Observes Filters filters) {
        filters.register(EdgeProblems::checkHead, FIRST);
        filters.register(this::checkLength, BEFORE_LENGTH_CHECK);
        filters.register(this::takeOverLimit, AFTER_LENGTH_CHECK);
    }

    void routes(@Observes Router router) {
        for (int status : ANSWERED_EMPTY) {
            router.errorHandler(status, context -> answer(context, ProblemCatalogue.byStatus(status)));
        }
        // Behind the resources' own failure handler, before Quarkus' one at the very end, which answers text.
        router.route().order(Integer.MAX_VALUE - 1).failureHandler(EdgeProblems::failed);
    }

    private static void checkHead(RoutingContext context) {
        Optional<HttpProblem> problem = RequestHead.problem(context.request());
        if (problem.isEmpty()) {
            context.next();
            return;
        }
        Lingering.closeAfter(context);
        answer(context, problem.get());
    }

    private void checkLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            context.next();
            return;
        }
        long most = limit.bytes(context.request().getHeader(HttpHeaderNames.CONTENT_TYPE));
        if (length.length() > 18 || Long.parseLong(length) > most) {
            Lingering.closeAfter(context);
            answer(context, BodyLimit.exceeded(most));
        } else {
            context.next();
        }
    }

    /** A body without a length would be cut off with an empty 413; {@link BodyReading} counts it instead. */
    private void takeOverLimit(RoutingContext context) {
        context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        context.next();
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status < 400 || status >= 500) {
            answer(context, ProblemCatalogue.internal(failure));
        } else {
            answer(context, ProblemCatalogue.byStatus(status));
        }
    }

    private static String path(RoutingContext context) {
        return Objects.requireNonNullElse(context.request().path(), "/");
    }

    private static void answer(RoutingContext context, HttpProblem problem) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        JsonObject body = new JsonObject()
                .put("type", problem.getType().toString())
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail())
                .put("instance", ProblemCatalogue.instance(path(context)).toString());
        problem.getParameters().forEach(body::put);
        problem.getHeaders().forEach((name, value) -> context.response().putHeader(name, value.toString()));
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(body.encode())
                .onFailure(_ -> context.request().connection().close());
    }
}
