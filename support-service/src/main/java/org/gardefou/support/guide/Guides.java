package org.gardefou.support.guide;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The guides, shipped as Markdown with a head: {@code guides/<locale>/<key>.md}, listed in {@code guides/index.txt}. They are read
 * at start; a missing language or head stops the service, because a customer must never meet a hole.
 */
@Startup
@ApplicationScoped
public class Guides {

    /** Given where a cause has no guide of its own. */
    public static final String GENERAL = "first-steps";

    private static final List<String> LOCALES = List.of("fr", "en");

    private final Map<String, Map<String, Guide>> byKey = new TreeMap<>();

    Guides() {
        resource("guides/index.txt")
                .lines()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .forEach(this::load);
    }

    private void load(String key) {
        Map<String, Guide> languages = new TreeMap<>();
        for (String locale : LOCALES) {
            languages.put(locale, GuideFile.read(key, locale, resource("guides/" + locale + "/" + key + ".md")));
        }
        byKey.put(key, languages);
    }

    /** A guide in the wanted language, {@code fr} or {@code en}. */
    public Optional<Guide> find(String key, String locale) {
        return Optional.ofNullable(byKey.get(key)).map(languages -> languages.get(locale));
    }

    /** All guides of a language, by key. */
    public List<Guide> all(String locale) {
        return byKey.values().stream().map(languages -> languages.get(locale)).toList();
    }

    /** Whether there is a guide of this key; what a cause asks for may not be written yet. */
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    private static String resource(String path) {
        try (InputStream in = Guides.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) throw new IllegalStateException("The guide file " + path + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
