package org.gardefou.kit.answers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

/**
 * A document whose plain paths, {@code items[0].id} or {@code items.id}, are followed as they are. REST Assured compiles a script for each
 * path each time it is read, which takes longer than the request; a test that waits reads ten a second. The script of any other path is
 * compiled once. What leads nowhere is left to REST Assured, which says what is wrong.
 */
public final class QuickJson extends JsonPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*(\\[\\d+])*(\\.[A-Za-z_]\\w*(\\[\\d+])*)*");
    private static final Pattern STEP = Pattern.compile("(\\w+)|\\[(\\d+)]");

    /** REST Assured writes names that Groovy would read as something else in quotes: such paths are its own. */
    private static final Pattern THEIRS = Pattern.compile("^[^A-Za-z_]|[-$@]|\\b(class|properties|package|import)\\b");

    private static final String ROOT = "document";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, Class<? extends Script>> SCRIPTS = new ConcurrentHashMap<>();

    private final String text;
    private @Nullable Found document;
    private boolean rooted;

    public QuickJson(String text) {
        super(text);
        this.text = text;
    }

    @Override
    public JsonPath setRootPath(String path) {
        rooted = true;
        return super.setRootPath(path);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared there
    public <T> T get(String path) {
        if (rooted) return super.get(path);
        Optional<Found> found =
                PLAIN.matcher(path).matches() ? follow(document().value, path) : evaluated(parsed(text), path);
        return found.isPresent() ? (T) found.get().value() : super.get(path);
    }

    private record Found(@Nullable Object value) {}

    private Found document() {
        Found here = document == null ? new Found(parsed(text)) : document;
        document = here;
        return here;
    }

    /** In the types that REST Assured gives; where it is no JSON, it says so. */
    private @Nullable Object parsed(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException notJson) {
            return super.get("$");
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) throw new IOException("The document ends");
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> entries = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) entries.add(value(parser));
                yield entries;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> {
                double wide = parser.getDoubleValue();
                yield Math.abs(wide) > Float.MAX_VALUE ? (Object) wide : (Object) Float.valueOf(parser.getText());
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            default -> throw new IOException("Not expected: " + token);
        };
    }

    /** @param from a document of its own: scripts may sort what they find */
    private static Optional<Found> evaluated(@Nullable Object from, String path) {
        if (THEIRS.matcher(path).find()) return Optional.empty();
        try {
            Class<? extends Script> script =
                    SCRIPTS.computeIfAbsent(path, one -> new GroovyShell(QuickJson.class.getClassLoader())
                            .parse(ROOT + "." + one)
                            .getClass());
            Binding binding = new Binding();
            binding.setVariable(ROOT, from);
            return Optional.of(
                    new Found(InvokerHelper.createScript(script, binding).run()));
        } catch (RuntimeException leadsNowhere) {
            return Optional.empty();
        }
    }

    /** Empty where the path does not fit what is there. */
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
