package org.gardefou.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/** Does what {@link Idempotent} promises; behind the interceptor of {@code @Transactional}, so inside its transaction. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 500)
class IdempotencyInterceptor {

    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    private final IdempotencyKeys keys;
    private final RequestHash hash;
    private final Caller caller;
    private final ObjectMapper json;
    private final TransactionSynchronizationRegistry transaction;

    IdempotencyInterceptor(
            IdempotencyKeys keys,
            RequestHash hash,
            Caller caller,
            ObjectMapper json,
            TransactionSynchronizationRegistry transaction) {
        this.keys = keys;
        this.hash = hash;
        this.caller = caller;
        this.json = json;
        this.transaction = transaction;
    }

    @AroundInvoke
    @Nullable Object once(InvocationContext call) throws Exception {
        try {
            return guarded(call);
        } catch (SQLException e) {
            // Unchecked, because a checked exception would let the transaction commit.
            throw new IllegalStateException("The idempotency key cannot be read or kept", e);
        }
    }

    private @Nullable Object guarded(InvocationContext call) throws Exception {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        String key = request == null ? null : request.serverRequest().getRequestHeader(KEY);
        if (request == null || key == null) {
            return call.proceed();
        }
        requireTransaction(call);
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw Problems.of(
                    ProblemType.BAD_IDEMPOTENCY_KEY,
                    "The Idempotency-Key must be 1 to 255 visible ASCII characters; a new UUID for each intended effect is a good one.");
        }
        IdempotencyKeys.Scope scope = new IdempotencyKeys.Scope(
                // Not the subject alone: an agency's user acts for one customer today and for another tomorrow.
                caller.role() + " " + caller.subject() + " " + caller.visibility(),
                call.getMethod().getDeclaringClass().getSimpleName() + "#"
                        + call.getMethod().getName(),
                key);
        byte[] bodyHash = hash.of(pathAndQuery(request), call.getMethod(), call.getParameters());
        if (!keys.take(scope)) {
            throw Problems.builder(
                            ProblemType.IDEMPOTENCY_IN_PROGRESS,
                            "A request with this Idempotency-Key is still running. Wait a second, then send the same request again for its answer.")
                    .withHeader(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        Optional<StoredAnswer> before = keys.find(scope);
        if (before.isPresent()) {
            return replay(before.get(), bodyHash);
        }
        Object result = call.proceed();
        if (!(result instanceof Response answer)) {
            throw new IllegalStateException("An @Idempotent method must return a Response: " + call.getMethod());
        }
        if (answer.getStatus() < 400) {
            keys.store(scope, stored(answer, bodyHash));
        }
        return answer;
    }

    private void requireTransaction(InvocationContext call) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("An @Idempotent method must also be @Transactional: " + call.getMethod());
        }
    }

    private static String pathAndQuery(ResteasyReactiveRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        String path = request.getUriInfo().getRequestUri().getRawPath();
        return query == null ? path : path + "?" + query;
    }

    private static Response replay(StoredAnswer answer, byte[] bodyHash) {
        if (!MessageDigest.isEqual(answer.bodyHash(), bodyHash)) {
            throw Problems.of(
                    ProblemType.IDEMPOTENCY_CONFLICT,
                    "This Idempotency-Key was used within the last 24 hours for another request. Use a new key for a new effect; repeat the first request as it was for its answer.");
        }
        Response.ResponseBuilder again = Response.status(answer.status()).header(REPLAYED, "true");
        if (answer.location() != null) {
            again.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.etag() != null) {
            again.header(HttpHeaders.ETAG, answer.etag());
        }
        if (answer.body() != null) {
            // As it was written the first time, also where the classes behind it have changed since.
            again.entity(new RawValue(new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return again.build();
    }

    private StoredAnswer stored(Response answer, byte[] bodyHash) throws JsonProcessingException {
        Object entity = answer.getEntity();
        return new StoredAnswer(
                bodyHash,
                answer.getStatus(),
                answer.getHeaderString(HttpHeaders.LOCATION),
                answer.getHeaderString(HttpHeaders.ETAG),
                entity == null ? null : json.writeValueAsBytes(entity));
    }
}
