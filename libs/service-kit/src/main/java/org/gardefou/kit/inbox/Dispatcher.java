package org.gardefou.kit.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.gardefou.kit.inbox.Subscriptions.Subscription;
import org.gardefou.kit.trace.Trace;

/** Hands an event to those who listen to it, each with its own reading of the data. */
@ApplicationScoped
public class Dispatcher {

    private final Subscriptions subscriptions = new Subscriptions();
    private final ObjectMapper json;

    Dispatcher(@All List<Listener> listeners, ObjectMapper json) {
        this.json = json;
        listeners.forEach(listener -> listener.listen(subscriptions));
    }

    /** Whether anybody listens; an event nobody wants costs nothing. */
    public boolean wanted(String type) {
        return !subscriptions.to(type).isEmpty();
    }

    /** The types that somebody listens to, in full. */
    public Set<String> types() {
        return subscriptions.types();
    }

    /** Calls the listeners, inside the caller's transaction. */
    public void dispatch(BusRecord event) {
        try (Trace.Scope scope = Trace.after(event.trace()).enter()) {
            for (Subscription<?> subscription : subscriptions.to(event.type())) deliver(subscription, event);
        }
    }

    private <T> void deliver(Subscription<T> subscription, BusRecord event) {
        subscription
                .handler()
                .accept(new BusEvent<>(event.id(), event.type(), event.time(), read(subscription.reading(), event)));
    }

    private <T> T read(Class<T> reading, BusRecord event) {
        // A reader must not break when the producer adds a field: the opposite of what a request gets.
        ObjectReader reader = json.readerFor(reading).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            T data = reader.readValue(event.value());
            if (data == null) throw new BusRecord.Unreadable("The data of " + event.type() + " is JSON null");
            return data;
        } catch (IOException e) {
            throw new BusRecord.Unreadable("The data of " + event.type() + " cannot be read: " + e.getMessage());
        }
    }
}
