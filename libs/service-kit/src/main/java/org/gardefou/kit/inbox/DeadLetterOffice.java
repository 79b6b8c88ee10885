package org.gardefou.kit.inbox;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where events go that could not be handled. */
public interface DeadLetterOffice {

    /** Keeps an event that its listeners could not handle. A redelivery of it changes nothing. */
    void bury(BusRecord event, String reader, Throwable why, int attempts);

    /** Which of these events are dead letters already, replayed or not. */
    Set<UUID> buried(Collection<UUID> ids);

    /** Keeps a record that is no event at all, under an id made of its position. */
    void buryUnreadable(ConsumerRecord<String, byte[]> raw, UUID id, String reader, Throwable why);
}
