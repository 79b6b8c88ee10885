package org.gardefou.diagnostics.inventory;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/** Single values out of the source of a customer's programs: by patterns of linear time, because whoever wrote them may not mean well. */
final class Literals {

    private static final int LONGEST = 60;

    private Literals() {}

    /** The first group of the first match, plain and short; null where there is none. */
    static @Nullable String first(Pattern pattern, @Nullable String text) {
        if (text == null) return null;
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) return null;
        String value = Excerpt.of(matcher.group(1), LONGEST).strip();
        return value.isEmpty() ? null : value;
    }
}
