package org.gardefou.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;

/**
 * Has the failures of tokens pass to the exception mappers, as Quarkus does by itself (seen with 3.34.1), but without what it does for that besides: where there
 * are metrics it makes a new table of all paths for each request, whether or not its token fails, which took a tenth of all time that the gate takes. Should the order
 * of the two ever change, Quarkus' own way is taken, and only the time is lost.
 */
@ApplicationScoped
class TokenFailures {

    /** Behind Quarkus' authentication, which has the same number and is there before us, and before what stands for this, one below. */
    private static final int BEHIND_AUTHENTICATION = 200;

    /** Behind all that looks at tokens before the resources do. */
    private static final int BEFORE_RESOURCES = 1;

    private static final BiConsumer<RoutingContext, Throwable> TO_THE_MAPPERS = (context, failure) -> {
        DefaultAuthFailureHandler.markIfOtherAuthenticationFailure(context, failure);
        if (!context.failed()) context.fail(DefaultAuthFailureHandler.extractRootCause(failure));
    };

    void filters(@Observes Filters filters) {
        filters.register(TokenFailures::takeOver, BEHIND_AUTHENTICATION);
        filters.register(TokenFailures::leave, BEFORE_RESOURCES);
    }

    private static void takeOver(RoutingContext context) {
        if (context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER) instanceof DefaultAuthFailureHandler)
            context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, TO_THE_MAPPERS);
        context.next();
    }

    /** Inside a resource's own chain a failure comes to the mappers by itself; Quarkus takes its own handler away there. */
    private static void leave(RoutingContext context) {
        if (context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER) == TO_THE_MAPPERS)
            context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        context.next();
    }
}
