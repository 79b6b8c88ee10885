package org.gardefou.kit.answers;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document whose plain paths, {@code items[0].id} or {@code items.id}, are followed as they are. REST Assured compiles a script for each
 * path each time it is read, which takes longer than the request; a test that waits reads ten a second. All other paths are left to it.
 */
public final class QuickJson extends JsonPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*(\\[\\d+])*(\\.[A-Za-z_]\\w*(\\[\\d+])*)*");
    private static final Pattern STEP = Pattern.compile("(\\w+)|\\[(\\d+)]");

    private @Nullable Object document;
    private boolean rooted;

    public QuickJson(String text) {
        super(text);
    }

    @Override
    public JsonPath setRootPath(String path) {
        rooted = true;
        return super.setRootPath(path);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared there
    public <T> T get(String path) {
        if (rooted || !PLAIN.matcher(path).matches()) return super.get(path);
        if (document == null) document = super.get("$");
        Optional<Found> found = follow(document, path);
        return found.isPresent() ? (T) found.get().value() : super.get(path);
    }

    private record Found(@Nullable Object value) {}

    /** Empty where the path does not fit what is there: REST Assured says what is wrong. */
    private static Optional<Found> follow(@Nullable Object from, String path) {
        Optional<Found> here = Optional.of(new Found(from));
        Matcher step = STEP.matcher(path);
        while (step.find() && here.isPresent()) {
            @Nullable Object value = here.get().value();
            here = step.group(1) == null ? entry(value, Integer.parseInt(step.group(2))) : member(value, step.group(1));
        }
        return here;
    }

    private static Optional<Found> entry(@Nullable Object value, int index) {
        if (!(value instanceof List<?> list)) return Optional.empty();
        return Optional.of(new Found(index < list.size() ? list.get(index) : null));
    }

    /** Of a list, that of each. */
    private static Optional<Found> member(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) return Optional.of(new Found(map.get(name)));
        if (!(value instanceof List<?> list)) return Optional.empty();
        List<@Nullable Object> all = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof Map<?, ?> map)) return Optional.empty();
            all.add(map.get(name));
        }
        return Optional.of(new Found(all));
    }
}
