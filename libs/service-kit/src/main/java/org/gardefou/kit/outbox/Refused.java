package org.gardefou.kit.outbox;

import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** The broker will not take this row, however often it is sent. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Failures that belong to the record itself; all others may be gone at the next try. */
    private static final Set<Class<? extends Throwable>> FOR_GOOD = Set.of(
            RecordTooLargeException.class,
            InvalidRecordException.class,
            InvalidTopicException.class,
            SerializationException.class);

    private final transient OutboxRow row;

    Refused(OutboxRow row, Throwable why) {
        super(why);
        this.row = row;
    }

    static boolean forGood(Throwable failure) {
        return FOR_GOOD.stream().anyMatch(type -> type.isInstance(failure));
    }

    OutboxRow row() {
        return row;
    }
}
