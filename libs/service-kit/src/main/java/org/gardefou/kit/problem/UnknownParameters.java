package org.gardefou.kit.problem;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.gardefou.kit.problem.DeclaredParameter.Place;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that the matched operation does not take. Ignored, a typing mistake ({@code ?sit=}) would list
 * everything where one thing was meant.
 */
class UnknownParameters {

    private final ConcurrentMap<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check() {
        // The names alone: whoever reads a parameter decodes its value.
        Collection<String> sent = CurrentRequest.context()
                .map(request -> request.serverRequest().queryParamNames())
                .orElse(Set.of());
        if (sent.isEmpty()) return;
        CurrentRequest.method()
                .map(method -> known.computeIfAbsent(method, UnknownParameters::query))
                .ifPresent(taken -> refuseOthers(sent, taken));
    }

    private static void refuseOthers(Collection<String> sent, Set<String> taken) {
        sent.stream().filter(name -> !taken.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw Problems.unknownParameter(name, taken);
        });
    }

    private static Set<String> query(Method method) {
        return DeclaredParameter.of(method)
                .filter(parameter -> parameter.place() == Place.QUERY)
                .map(DeclaredParameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
