package org.gardefou.diagnostics.redaction;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a pure function of a short text came to, for texts that come again and again, as the field names of reports do. Bounded: when it is
 * full it begins anew, so that made-up names cost no memory and only their own time.
 */
final class Remembered<T> {

    private static final int MOST = 2_000;
    private static final int LONGEST = 64;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> function;

    Remembered(Function<String, T> function) {
        this.function = function;
    }

    T of(String text) {
        if (text.length() > LONGEST) return function.apply(text);
        T there = known.get(text);
        if (there != null) return there;
        if (known.size() >= MOST) known.clear();
        T fresh = function.apply(text);
        known.put(text, fresh);
        return fresh;
    }

    int size() {
        return known.size();
    }
}
