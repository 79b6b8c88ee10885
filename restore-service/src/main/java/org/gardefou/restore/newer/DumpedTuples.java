package org.gardefou.restore.newer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one {@code INSERT} of a dump, of which some values are wanted. */
final class DumpedTuples {

    /** Dates, kinds and numbers are shorter; of more a beginning will do. */
    private static final int LONGEST_VALUE = 300;

    private final List<Integer> places;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private final List<@Nullable String> values = new ArrayList<>();
    private int depth;
    private int place;
    private boolean quoted;

    /** @param places of the wanted values in a row; negative for one that the dump does not have */
    DumpedTuples(List<Integer> places) {
        this.places = List.copyOf(places);
    }

    /** Whether a row has begun and not ended. */
    boolean within() {
        return depth > 0;
    }

    /** A sign outside of quotes; whether a row ended with it. */
    boolean see(int b) {
        switch (b) {
            case '(' -> {
                if (depth++ == 0) begin();
            }
            case ')' -> {
                if (--depth == 0) {
                    ended();
                    return true;
                }
            }
            case ',' -> {
                if (depth == 1) {
                    ended();
                    place++;
                }
            }
            default -> {
                if (depth > 0 && !Character.isWhitespace(b)) keep(b);
            }
        }
        return false;
    }

    /** A value in quotes begins, or goes on. */
    void quoted() {
        quoted = true;
    }

    /** A sign of a value. */
    void keep(int b) {
        if (value.size() < LONGEST_VALUE && places.contains(place)) value.write(b);
    }

    /** The wanted values of the row that ended; null for NULL and for what the dump does not have. */
    List<@Nullable String> row() {
        List<@Nullable String> wanted = new ArrayList<>();
        for (int at : places) wanted.add(at >= 0 && at < values.size() ? values.get(at) : null);
        return wanted;
    }

    private void begin() {
        values.clear();
        place = 0;
        value.reset();
        quoted = false;
    }

    private void ended() {
        if (places.contains(place)) {
            String read = value.toString(StandardCharsets.UTF_8);
            while (values.size() <= place) values.add(null);
            values.set(place, !quoted && read.equals("NULL") ? null : read);
        }
        value.reset();
        quoted = false;
    }
}
