package org.gardefou.kit.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request of a test as REST Assured writes it, sent without it: its own way from the request to what is read of the answer is interpreted
 * and took more than a third of what a service's tests computed. What is not known here is left to it, with all that was said so far.
 */
public final class QuickRequest implements InvocationHandler {

    /** From the service's root, of what nobody has to encode. */
    private static final Pattern PLAIN = Pattern.compile("(/[\\w.~:@-]+)+(\\?[\\w.~:@/&=-]*)?");

    private static final Set<String> SENT = Set.of("get", "post", "put", "delete", "patch", "head", "options");
    private static final Set<String> LEFT = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "host",
            "connection",
            "expect",
            "upgrade",
            "cookie");
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private record Said(java.lang.reflect.Method method, Object[] arguments) {}

    record Pair(String name, String value) {}

    private final Supplier<RequestSpecification> restAssured;
    private final List<Said> said = new ArrayList<>();
    private final List<Pair> headers = new ArrayList<>();
    private final List<Pair> query = new ArrayList<>();
    private @Nullable String basePath;
    private @Nullable String contentType;
    private @Nullable String accept;
    private byte @Nullable [] body;

    private QuickRequest(Supplier<RequestSpecification> restAssured) {
        this.restAssured = restAssured;
    }

    /** @param restAssured the beginning of a request there, for what is not known here */
    public static RequestSpecification insteadOf(Supplier<RequestSpecification> restAssured) {
        return (RequestSpecification) Proxy.newProxyInstance(
                QuickRequest.class.getClassLoader(),
                new Class<?>[] {RequestSpecification.class},
                new QuickRequest(restAssured));
    }

    @Override
    public @Nullable Object invoke(Object proxy, java.lang.reflect.Method method, Object @Nullable [] given)
            throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) return QuickAnswer.call(this, method, arguments);
        Optional<String> verb = verb(method, arguments);
        if (verb.isPresent()) {
            Optional<URI> uri = uri((String) arguments[arguments.length - 2]);
            if (uri.isPresent()) return send(verb.get(), uri.get());
        } else if (understood(method, arguments)) {
            said.add(new Said(method, arguments));
            return proxy;
        }
        @Nullable Object theirs = restAssured.get();
        for (Said one : said) theirs = QuickAnswer.call(theirs, one.method, one.arguments);
        return QuickAnswer.call(theirs, method, arguments);
    }

    /** What is sent to a path without parameters. */
    private static Optional<String> verb(java.lang.reflect.Method method, Object[] arguments) {
        if (arguments.length < 2
                || !(arguments[arguments.length - 2] instanceof String)
                || !(arguments[arguments.length - 1] instanceof Object[] parameters)
                || parameters.length > 0) {
            return Optional.empty();
        }
        if (arguments.length == 2 && SENT.contains(method.getName())) return Optional.of(method.getName());
        if (!method.getName().equals("request")) return Optional.empty();
        return Optional.of(arguments[0])
                .map(verb -> verb instanceof Method known ? known.name() : verb)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private boolean understood(java.lang.reflect.Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "given", "when", "with", "and", "that" -> arguments.length == 0;
            case "basePath" -> {
                basePath = (String) arguments[0];
                yield true;
            }
            case "contentType" -> {
                if (arguments[0] instanceof String type) contentType = type;
                yield arguments[0] instanceof String;
            }
            case "accept" -> {
                if (arguments[0] instanceof String type) accept = type;
                yield arguments[0] instanceof String;
            }
            case "header" ->
                arguments.length == 3
                        && arguments[1] != null
                        && ((Object[]) arguments[2]).length == 0
                        && header((String) arguments[0], arguments[1].toString());
            case "queryParam" ->
                values(arguments[1])
                        .map(all -> query.addAll(all.stream()
                                .map(one -> new Pair((String) arguments[0], one))
                                .toList()))
                        .isPresent();
            case "body" -> arguments.length == 1 && body(arguments[0]);
            default -> false;
        };
    }

    private boolean header(String name, String value) {
        if (LEFT.contains(name.toLowerCase(Locale.ROOT))) return false;
        if (name.equalsIgnoreCase("Accept")) accept = value;
        else headers.add(new Pair(name, value));
        return true;
    }

    private static Optional<List<String>> values(@Nullable Object given) {
        Collection<?> all = given instanceof Object[] several
                ? Stream.of(several).toList()
                : given instanceof Collection<?> several ? several : List.of();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.stream().map(String::valueOf).toList());
    }

    /** Text, bytes, or what becomes a JSON document. Text that is no JSON and not plain has a charset that depends on the type. */
    private boolean body(@Nullable Object given) {
        boolean json = contentType != null && contentType.startsWith("application/json");
        switch (given) {
            case null -> {
                return false;
            }
            case byte[] bytes -> body = bytes;
            case String text -> {
                if (!json && !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) return false;
                body = text.getBytes(StandardCharsets.UTF_8);
            }
            case File _, InputStream _ -> {
                return false;
            }
            default -> {
                if (!json) return false;
                try {
                    body = JSON.writeValueAsBytes(given);
                } catch (JsonProcessingException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return true;
    }

    private Optional<URI> uri(String path) {
        String base = basePath == null ? RestAssured.basePath : basePath;
        String whole = (base.equals("/") ? "" : base) + path;
        if (!PLAIN.matcher(whole).matches() || whole.contains("?") && !query.isEmpty()) return Optional.empty();
        String parameters = query.stream()
                .map(one -> encoded(one.name) + "=" + encoded(one.value))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
        return Optional.of(URI.create(RestAssured.baseURI + ":" + RestAssured.port + whole + parameters));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Object send(String verb, URI uri) {
        List<Pair> all = new ArrayList<>(List.of(new Pair("Accept", accept == null ? "*/*" : accept)));
        if (contentType != null) all.add(new Pair("Content-Type", contentType));
        all.addAll(headers);
        return QuickWire.send(verb.toUpperCase(Locale.ROOT), uri, all, body).response();
    }
}
