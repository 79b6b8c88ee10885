package org.gardefou.support.guide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a guide file: a head between lines of three dashes with {@code title} and {@code summary}, then the text. */
final class GuideFile {

    private static final Pattern FORM = Pattern.compile(
            "\\A---\\ntitle: (?<title>[^\\n]+)\\nsummary: (?<summary>[^\\n]+)\\n---\\n(?<text>.+)\\z", Pattern.DOTALL);

    private GuideFile() {}

    static Guide read(String key, String locale, String file) {
        Matcher parts = FORM.matcher(file);
        if (!parts.matches()) {
            throw new IllegalStateException(
                    "The guide %s (%s) must begin with a head of title and summary between --- lines"
                            .formatted(key, locale));
        }
        return new Guide(
                key,
                locale,
                parts.group("title").strip(),
                parts.group("summary").strip(),
                parts.group("text").strip());
    }
}
