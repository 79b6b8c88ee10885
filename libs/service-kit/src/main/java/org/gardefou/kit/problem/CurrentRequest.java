package org.gardefou.kit.problem;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** The request that the present thread handles, as far as it got. */
final class CurrentRequest {

    private CurrentRequest() {}

    static Optional<ResteasyReactiveRequestContext> context() {
        return Optional.ofNullable(CurrentRequestManager.get());
    }

    /** The resource method that was matched; empty when none was, and outside a request. */
    static Optional<Method> method() {
        return context().map(ResteasyReactiveRequestContext::getTarget).map(target -> target.getLazyMethod()
                .getMethod());
    }

    static Optional<String> path() {
        return context().map(context -> context.serverRequest().getRequestNormalisedPath());
    }
}
