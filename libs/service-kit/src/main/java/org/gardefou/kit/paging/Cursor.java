package org.gardefou.kit.paging;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;

/**
 * Where a page ended: the sort keys of its last row, the id last. To a client it is one opaque text.
 *
 * <p>A cursor is no secret and gives no right: the visibility of the caller is part of every query, with a cursor or
 * without. What a client makes up is a 400, or another place in the same list.
 */
public final class Cursor {

    /** The separator of units in ASCII: no key that we sort by contains it. */
    private static final String SEPARATOR = "\u001f";

    /** The longest name of a file, and numbers beside it; more than that was not made here. */
    private static final int LONGEST = 4096;

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = keys;
    }

    /** The cursor behind a row with these sort keys; times, numbers, UUIDs, enums and short texts. */
    public static Cursor after(Object... keys) {
        List<String> texts = Arrays.stream(keys).map(Object::toString).toList();
        if (texts.isEmpty() || texts.stream().anyMatch(Cursor::unfit)) {
            throw new IllegalArgumentException("A sort key must not hold control characters");
        }
        return new Cursor(texts);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws HttpProblem 400 when it is something else
     */
    public static Cursor parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw bad();
        }
        try {
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                    .toString();
            List<String> keys = List.of(plain.split(SEPARATOR, -1));
            if (keys.stream().anyMatch(Cursor::unfit)) {
                throw bad();
            }
            return new Cursor(keys);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw bad();
        }
    }

    // What a database column of ours can hold; a cursor that we made holds nothing else.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** The key at this place, as a text. */
    public String text(int index) {
        return read(index, Function.identity());
    }

    /** The key at this place, as a UUID. */
    public UUID uuid(int index) {
        return read(index, UUID::fromString);
    }

    /** The key at this place, as a time. */
    public Instant instant(int index) {
        Instant time = read(index, Instant::parse);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) throw bad();
        return time;
    }

    /** The key at this place, as a number. */
    public long number(int index) {
        return read(index, Long::parseLong);
    }

    /** The opaque text: base64url without padding. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
    }

    private <T> T read(int index, Function<String, T> reader) {
        if (index >= keys.size()) {
            throw bad();
        }
        try {
            return reader.apply(keys.get(index));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw bad();
        }
    }

    private static boolean unfit(String key) {
        return key.chars().anyMatch(Character::isISOControl);
    }

    private static HttpProblem bad() {
        return Problems.of(
                ProblemType.BAD_CURSOR,
                "The cursor was not made by this list. Take it from the 'next' of a page as it stands, or leave it out to start at the first page.");
    }
}
