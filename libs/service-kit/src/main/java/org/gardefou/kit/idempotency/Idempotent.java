package org.gardefou.kit.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource method that takes the header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): the same
 * request with the same key takes effect once, and is answered the same again for {@value #HOURS} hours, with {@code
 * Idempotency-Replayed: true}.
 *
 * <ul>
 *   <li>The method must also be {@code @Transactional} and return {@link jakarta.ws.rs.core.Response}: status, {@code
 *       Location}, {@code ETag} and the JSON body are kept, in the transaction of what the method made.
 *   <li>Without the header the method runs as ever. A request that fails keeps nothing, so it can be sent again.
 *   <li>The key is the caller's own, for this operation. Another path, query or body under it is a 422; while the first
 *       request still runs, a 409; a key that is not 1 to 255 visible ASCII characters, a 400.
 * </ul>
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {

    /** How long an answer is kept: a day covers a queue that was stuck overnight. */
    int HOURS = 24;
}
