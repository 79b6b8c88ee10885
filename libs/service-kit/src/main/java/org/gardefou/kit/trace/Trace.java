package org.gardefou.kit.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of work stands in the chain that led to it (W3C Trace Context, level 1). It is kept in the log's MDC, which
 * Quarkus carries along with the request; an event carries it as its {@code traceparent} header.
 *
 * @param traceId 32 lower-case hex digits, the same for the whole chain
 * @param spanId 16 lower-case hex digits, this step
 */
public record Trace(String traceId, String spanId) {

    /** The MDC key under which log lines show the trace. */
    public static final String TRACE_ID = "traceId";

    private static final String SPAN_ID = "spanId";
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    /** The step that is running on this thread; a new chain when there is none. */
    public static Trace current() {
        if (MDC.get(TRACE_ID) instanceof String trace && MDC.get(SPAN_ID) instanceof String span) {
            return new Trace(trace, span);
        }
        return new Trace(hex(TRACE_BYTES), hex(SPAN_BYTES));
    }

    /** The next step after the one that {@code traceparent} names; a new chain when it names none, as the standard asks. */
    public static Trace after(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher parts = TRACEPARENT.matcher(traceparent);
            if (parts.matches()) return new Trace(parts.group(1), hex(SPAN_BYTES));
        }
        return new Trace(hex(TRACE_BYTES), hex(SPAN_BYTES));
    }

    /** Makes this the current step of the thread until the scope is closed. */
    public Scope enter() {
        Object trace = MDC.get(TRACE_ID);
        Object span = MDC.get(SPAN_ID);
        MDC.put(TRACE_ID, traceId);
        MDC.put(SPAN_ID, spanId);
        return () -> {
            restore(TRACE_ID, trace);
            restore(SPAN_ID, span);
        };
    }

    /** The header's value, sampled flag set. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /** A step that ends when it is closed. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    private static void restore(String key, @Nullable Object value) {
        if (value == null) MDC.remove(key);
        else MDC.put(key, value);
    }

    private static String hex(int length) {
        byte[] random = new byte[length];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] |= 1; // all zeroes is not allowed
        return HexFormat.of().formatHex(random);
    }
}
