package org.gardefou.kit.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code If-Match} or {@code If-None-Match} (RFC 9110, sections 13.1.1, 13.1.2 and 8.8.3): {@code *} or a list
 * of entity tags.
 *
 * @param any whether it is {@code *}
 */
record EntityTags(boolean any, List<Tag> tags) {

    record Tag(boolean weak, String value) {}

    private static final Pattern ELEMENT = Pattern.compile("[ \\t]*(?:(W/)?\"([!#-~\\x80-\\xff]*)\")?[ \\t]*(?:,|$)");

    /** Reads a header; empty when it is not well formed. */
    static Optional<EntityTags> parse(String header) {
        if (header.strip().equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        List<Tag> tags = new ArrayList<>();
        Matcher matcher = ELEMENT.matcher(header);
        int end = 0;
        while (end < header.length() && matcher.find(end) && matcher.start() == end) {
            if (matcher.group(2) != null) {
                tags.add(new Tag(matcher.group(1) != null, matcher.group(2)));
            }
            end = matcher.end();
        }
        return end < header.length() || tags.isEmpty()
                ? Optional.empty()
                : Optional.of(new EntityTags(false, List.copyOf(tags)));
    }

    /** Strong comparison: a weak tag never matches. */
    boolean matchesStrongly(String value) {
        return any || tags.stream().anyMatch(tag -> !tag.weak() && tag.value().equals(value));
    }

    /** Weak comparison: a weak tag matches as a strong one does. */
    boolean matchesWeakly(String value) {
        return any || tags.stream().anyMatch(tag -> tag.value().equals(value));
    }
}
