package org.gardefou.support.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The guides that the service brings along, as Markdown with a head: {@code guides/<locale>/<key>.md}, listed in {@code guides/index.txt}.
 * Each is there in both languages, because a customer must never meet a hole.
 */
final class ShippedGuides {

    static final List<String> LOCALES = List.of("fr", "en");

    private ShippedGuides() {}

    /** All of them, in the order of the list. */
    static List<Guide> read() {
        List<Guide> all = new ArrayList<>();
        for (String key :
                resource("guides/index.txt").lines().map(String::strip).toList()) {
            if (key.isEmpty()) continue;
            for (String locale : LOCALES) {
                all.add(GuideFile.read(key, locale, resource("guides/" + locale + "/" + key + ".md")));
            }
        }
        return List.copyOf(all);
    }

    private static String resource(String path) {
        try (InputStream in = ShippedGuides.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) throw new IllegalStateException("The guide file " + path + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
