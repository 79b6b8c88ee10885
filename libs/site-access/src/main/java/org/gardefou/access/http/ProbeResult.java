package org.gardefou.access.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an observer saw.
 *
 * @param hops the requests that were answered, in order
 */
public record ProbeResult(List<Hop> hops, Outcome outcome, Duration took) {

    /** Either an answer, or why there is none. */
    public sealed interface Outcome permits Answered, Failed {}

    /**
     * The last answer.
     *
     * @param headers by lower-case name
     * @param body decoded by its declared character set, else UTF-8
     * @param bodyBytes how many were read; of a body that was cut, as many as are kept
     * @param bodyCut whether there was more
     * @param certificateEnds when the server's certificate ends; null without TLS
     */
    public record Answered(
            int status,
            Map<String, List<String>> headers,
            String body,
            int bodyBytes,
            boolean bodyCut,
            @Nullable Instant certificateEnds)
            implements Outcome {
        /** The first header of a name. */
        public @Nullable String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : values.getFirst();
        }
    }

    /**
     * No answer.
     *
     * @param url at which it failed
     * @param detail one sentence for people
     */
    public record Failed(Problem problem, String url, String detail) implements Outcome {}

    /** Why there is no answer. */
    public enum Problem {
        /** Not an http or https URL. */
        BAD_URL,
        /** The name has no address. */
        NAME_NOT_FOUND,
        /** The guard refused the addresses. */
        ADDRESS_REFUSED,
        /** Nothing listens there. */
        CONNECTION_REFUSED,
        /** Nobody answered in time. */
        TIMEOUT,
        /** The connection ended before the answer did. */
        CONNECTION_LOST,
        /** The answer is not HTTP. */
        BAD_ANSWER,
        /** The certificate's time is over, or has not come. */
        TLS_EXPIRED,
        /** The certificate is for another name. */
        TLS_NAME_MISMATCH,
        /** The certificate leads to no authority that is trusted: self-signed, or an intermediate is missing. */
        TLS_CHAIN,
        /** Another failure of the handshake. */
        TLS_OTHER,
        /** A redirect led back to where it came from. */
        REDIRECT_LOOP,
        /** More than 10 redirects. */
        TOO_MANY_REDIRECTS
    }
}
