package org.gardefou.kit.answers;

import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ResponseBodyExtractionOptions;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.CoreMatchers;
import org.hamcrest.StringDescription;
import org.jspecify.annotations.Nullable;

/** What a service answered, read in the ways of REST Assured and by {@link QuickJson}; what is not known here is left to it. */
final class QuickAnswer {

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([\\w.:-]+)\"?", Pattern.CASE_INSENSITIVE);

    private final int status;
    private final Headers headers;
    private final byte[] content;

    QuickAnswer(int status, List<Header> headers, byte[] content) {
        this.status = status;
        this.headers = new Headers(headers);
        this.content = content;
    }

    Response response() {
        return proxy(Response.class, (proxy, method, arguments) -> {
            Optional<Read> read = read(method, arguments);
            if (read.isPresent()) return read.get().value;
            return switch (method.getName()) {
                case "then" -> validatable();
                case "andReturn", "thenReturn", "getBody", "body" -> proxy;
                default -> call(theirs(), method, arguments);
            };
        });
    }

    private ExtractableResponse<?> extractable() {
        return proxy(ExtractableResponse.class, (proxy, method, arguments) -> {
            Optional<Read> read = read(method, arguments);
            if (read.isPresent()) return read.get().value;
            return switch (method.getName()) {
                case "response" -> response();
                case "body" -> (ResponseBodyExtractionOptions) response();
                default -> call(theirs().then().extract(), method, arguments);
            };
        });
    }

    private ValidatableResponse validatable() {
        return proxy(ValidatableResponse.class, (proxy, method, arguments) -> {
            if (method.getName().equals("extract")) return extractable();
            if (checked(method, arguments)) return proxy;
            return call(theirs().then(), method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(QuickAnswer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** As the method itself would, its exceptions with it. */
    static @Nullable Object call(@Nullable Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Response theirs() {
        ResponseBuilder builder =
                new ResponseBuilder().setStatusCode(status).setHeaders(headers).setBody(content);
        String type = headers.getValue("Content-Type");
        if (type != null) builder.setContentType(type);
        return builder.build();
    }

    private record Read(@Nullable Object value) {}

    /** What there is to be read of an answer, by whomever. */
    private Optional<Read> read(Method method, Object @Nullable [] arguments) {
        if (arguments == null) {
            return switch (method.getName()) {
                case "statusCode", "getStatusCode" -> Optional.of(new Read(status));
                case "headers", "getHeaders" -> Optional.of(new Read(headers));
                case "contentType", "getContentType" -> Optional.of(new Read(type()));
                case "asByteArray" -> Optional.of(new Read(content.clone()));
                case "asInputStream" -> Optional.of(new Read(new ByteArrayInputStream(content)));
                case "asString" -> text().map(Read::new);
                case "jsonPath" -> json().map(Read::new);
                case "hashCode" -> Optional.of(new Read(System.identityHashCode(this)));
                case "toString" -> Optional.of(new Read(status + " " + text().orElse("")));
                default -> Optional.empty();
            };
        }
        return switch (method.getName()) {
            case "header", "getHeader" -> Optional.of(new Read(headers.getValue((String) arguments[0])));
            case "path" ->
                arguments.length == 2 && ((String[]) arguments[1]).length == 0
                        ? json().map(document -> new Read(document.get((String) arguments[0])))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private String type() {
        String type = headers.getValue("Content-Type");
        return type == null ? "" : type;
    }

    private boolean isJson() {
        return type().contains("json");
    }

    private Optional<String> text() {
        Matcher named = CHARSET.matcher(type());
        if (named.find()) return Optional.of(new String(content, Charset.forName(named.group(1))));
        if (isJson()) return Optional.of(new String(content, StandardCharsets.UTF_8));
        String plain = new String(content, StandardCharsets.US_ASCII);
        return plain.indexOf('\uFFFD') < 0 ? Optional.of(plain) : Optional.empty();
    }

    /** One for each reader, who may change what they read. */
    private Optional<QuickJson> json() {
        return isJson() ? text().map(QuickJson::new) : Optional.empty();
    }

    /** Whether it is something that is known here, and then it holds. */
    private boolean checked(Method method, Object @Nullable [] arguments) {
        if (arguments == null) return List.of("and", "assertThat", "using").contains(method.getName());
        switch (method.getName()) {
            case "statusCode" -> check("Status code", status, matcher(arguments[0]));
            case "header" -> {
                if (arguments.length != 2 || !(arguments[1] instanceof String || isMatcher(arguments[1]))) return false;
                check("Header " + arguments[0], headers.getValue((String) arguments[0]), matcher(arguments[1]));
            }
            case "body" -> {
                return arguments[0] instanceof String ? paths(arguments) : whole(arguments);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean whole(Object[] arguments) {
        if (!isMatcher(arguments[0]) || text().isEmpty()) return false;
        check("Body", text().get(), matcher(arguments[0]));
        for (Object one : (Object[]) arguments[1]) check("Body", text().get(), matcher(one));
        return true;
    }

    private boolean paths(Object[] arguments) {
        if (arguments.length != 3 || !isMatcher(arguments[1]) || !isJson()) return false;
        Object[] more = (Object[]) arguments[2];
        for (int i = 0; i < more.length; i += 2) {
            if (i + 1 == more.length || !(more[i] instanceof String) || !isMatcher(more[i + 1])) return false;
        }
        QuickJson document = json().orElseThrow();
        check("JSON path " + arguments[0], document.get((String) arguments[0]), matcher(arguments[1]));
        for (int i = 0; i < more.length; i += 2) {
            check("JSON path " + more[i], document.get((String) more[i]), matcher(more[i + 1]));
        }
        return true;
    }

    private static boolean isMatcher(Object given) {
        return given instanceof org.hamcrest.Matcher<?>;
    }

    private static org.hamcrest.Matcher<?> matcher(Object given) {
        return given instanceof org.hamcrest.Matcher<?> matcher ? matcher : CoreMatchers.equalTo(given);
    }

    private void check(String what, @Nullable Object actual, org.hamcrest.Matcher<?> expected) {
        if (expected.matches(actual)) return;
        throw new AssertionError("%s is not as expected.%nExpected: %s%n  Actual: %s%nThe answer: %s %s"
                .formatted(what, StringDescription.asString(expected), actual, status, text().orElse("")));
    }
}
