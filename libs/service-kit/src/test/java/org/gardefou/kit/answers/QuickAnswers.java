package org.gardefou.kit.answers;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ResponseOptions;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Lets a test read an answer's JSON by {@link QuickJson}, by whatever way it comes to it. */
public final class QuickAnswers implements Filter {
    public static final Filter QUICK = new QuickAnswers();

    private QuickAnswers() {}

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response answer = context.next(request, specification);
        return quick(Response.class, answer, answer);
    }

    private static <T> T quick(Class<T> type, T target, Response answer) {
        return type.cast(Proxy.newProxyInstance(
                QuickAnswers.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> invoke(target, method, arguments, answer)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments, Response answer)
            throws Throwable {
        if (json(answer)) {
            if (method.getName().equals("jsonPath") && arguments == null) return new QuickJson(answer.asString());
            if (method.getName().equals("path")
                    && arguments != null
                    && arguments.length == 2
                    && ((String[]) arguments[1]).length == 0) {
                return new QuickJson(answer.asString()).get((String) arguments[0]);
            }
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
        return switch (result) {
            case ValidatableResponse checked -> quick(ValidatableResponse.class, checked, answer);
            // REST Assured's own is both: what the caller gets is what the method says.
            case Response whole
            when ResponseOptions.class.isAssignableFrom(method.getReturnType()) -> quick(Response.class, whole, answer);
            case ExtractableResponse<?> extracted -> quick(ExtractableResponse.class, extracted, answer);
            case null, default -> result;
        };
    }

    private static boolean json(Response answer) {
        String type = answer.contentType();
        return type != null && type.contains("json");
    }
}
