package org.gardefou.kit.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 bits that count up within one
 * millisecond (section 6.2, method 1), then 62 random bits.
 *
 * <p>Within one process each id is greater than the one before it, also when the clock steps back; as text, as bytes and
 * in PostgreSQL's {@code uuid} order, though not in {@link UUID#compareTo}, which compares signed numbers.
 */
public final class Ids {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_LIMIT = 1L << COUNTER_BITS;

    /**
     * A new millisecond starts its counter in the lower half, so that 2048 more ids fit before the time must be borrowed
     * from the next millisecond.
     */
    private static final int COUNTER_SEED = 1 << (COUNTER_BITS - 1);

    private static final Ids SHARED = new Ids(Clock.systemUTC());

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private long millis;
    private long counter;

    Ids(Clock clock) {
        this.clock = clock;
    }

    /** The next id: greater than every id that this process made before. */
    public static UUID next() {
        return SHARED.make();
    }

    /**
     * When an id was made, to the millisecond.
     *
     * @throws IllegalArgumentException when it is not a UUID of version 7
     */
    public static Instant madeAt(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException("Not a UUID of version 7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The least id that can be made in a millisecond: every id made from then on is greater or equal, none made before is. */
    public static UUID firstOf(Instant moment) {
        return new UUID((moment.toEpochMilli() << 16) | (7L << COUNTER_BITS), 1L << 63);
    }

    UUID make() {
        long low = random.nextLong();
        long high;
        synchronized (this) {
            long now = clock.millis();
            if (now > millis) {
                millis = now;
                counter = random.nextInt(COUNTER_SEED);
            } else if (++counter == COUNTER_LIMIT) {
                millis++;
                counter = 0;
            }
            high = (millis << 16) | (7L << COUNTER_BITS) | counter;
        }
        return new UUID(high, (low >>> 2) | (1L << 63));
    }
}
