package org.gardefou.kit.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who listens to which type of event. */
public final class Subscriptions {

    private static final String PREFIX = "org.gardefou.";
    private static final String VERSION = ".v1";

    private final Map<String, List<Subscription<?>>> byType = new HashMap<>();

    record Subscription<T>(Class<T> reading, Consumer<BusEvent<T>> handler) {}

    /**
     * Hands every event of a type to the handler.
     *
     * @param shortType the type without {@code org.gardefou.} and version, e.g. {@code site.registered}
     * @param reading the listener's own record of the data; fields it does not have are ignored
     */
    public <T> Subscriptions on(String shortType, Class<T> reading, Consumer<BusEvent<T>> handler) {
        byType.computeIfAbsent(PREFIX + shortType + VERSION, type -> new ArrayList<>())
                .add(new Subscription<>(reading, handler));
        return this;
    }

    /** Hands every event of several types, read alike, to the handler. */
    public <T> Subscriptions on(Set<String> shortTypes, Class<T> reading, Consumer<BusEvent<T>> handler) {
        shortTypes.forEach(type -> on(type, reading, handler));
        return this;
    }

    Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    List<Subscription<?>> to(String type) {
        return byType.getOrDefault(type, List.of());
    }
}
